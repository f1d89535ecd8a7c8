package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.FittedNetwork;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final Layout LAYOUT = Layout.of(2, 1, List.of(3));

    @Test
    void shouldPlaceWeightsThenBiasesOfEachLayer() {
        assertThat(LAYOUT.size()).isEqualTo(2 * 3 + 3 + 3 + 1);
        assertThat(LAYOUT.areWeights())
                .containsExactly(
                        true, true, true, true, true, true, false, false, false, true, true, true,
                        false);
    }

    @Test
    void shouldTurnParametersIntoLayers() {
        double[] parameters = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

        assertThat(LAYOUT.toLayers(parameters))
                .containsExactly(
                        new FittedNetwork.Layer(
                                List.of(List.of(1., 2.), List.of(3., 4.), List.of(5., 6.)),
                                List.of(7., 8., 9.)),
                        new FittedNetwork.Layer(List.of(List.of(10., 11., 12.)), List.of(13.)));
    }

    @Test
    void shouldPutMembersSideBySideWithTheMeanOfTheirMarginsBehindThem() {
        Layout pair = Layout.of(1, 2, List.of(2, 1));
        double[] parameters = {1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 16, 20, 30, 40, 60};

        assertThat(pair.toLayers(parameters))
                .containsExactly(
                        new FittedNetwork.Layer(
                                List.of(List.of(1.), List.of(2.), List.of(3.), List.of(4.)),
                                List.of(5., 6., 7., 8.)),
                        new FittedNetwork.Layer(
                                List.of(List.of(11., 12., 0., 0.), List.of(0., 0., 13., 14.)),
                                List.of(15., 16.)),
                        new FittedNetwork.Layer(List.of(List.of(10., 15.)), List.of(50.)));
    }

    @Test
    void shouldStartFromTheSeedAloneWithBiasesOfZero() {
        double[] start = LAYOUT.start(1);

        assertThat(LAYOUT.start(1)).isEqualTo(start);
        assertThat(LAYOUT.start(2)).isNotEqualTo(start);
        assertThat(new double[] {start[6], start[7], start[8], start[12]}).containsOnly(0);
        assertThat(Arrays.stream(start).map(Math::abs).max().orElseThrow())
                .isBetween(0.5, Math.sqrt(3));
    }
}
