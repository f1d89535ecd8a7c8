package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkOptionsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, 1, .1, 0, 0, hidden layers",
        "1, 0, 1, 1, 1, .1, 0, 0, learningRate",
        "1, NaN, 1, 1, 1, .1, 0, 0, learningRate",
        "1, Infinity, 1, 1, 1, .1, 0, 0, learningRate",
        "1, 1, 0, 1, 1, .1, 0, 0, batchSize",
        "1, 1, 1, 0, 1, .1, 0, 0, epochs",
        "1, 1, 1, 1, 0, .1, 0, 0, patience",
        "1, 1, 1, 1, 1, 0, 0, 0, validationShare",
        "1, 1, 1, 1, 1, 1, 0, 0, validationShare",
        "1, 1, 1, 1, 1, .1, -1, 0, weightDecay",
        "1, 1, 1, 1, 1, .1, 0, 1, averaging",
        "1, 1, 1, 1, 1, .1, 0, NaN, averaging"
    })
    void shouldRefuseValuesOutsideTheirRanges(
            int neurons,
            double rate,
            int batch,
            int epochs,
            int patience,
            double share,
            double decay,
            double averaging,
            String named) {
        assertThatThrownBy(
                        () ->
                                new NetworkOptions(
                                        1,
                                        List.of(neurons),
                                        rate,
                                        batch,
                                        epochs,
                                        patience,
                                        share,
                                        decay,
                                        averaging,
                                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(named, "found");
    }

    @Test
    void shouldRefuseANetworkWithoutAMemberOrAHiddenLayer() {
        assertThatThrownBy(() -> new NetworkOptions(0, List.of(1), 1, 1, 1, 1, .1, 0, 0, 1))
                .hasMessageContaining("members");
        assertThatThrownBy(() -> new NetworkOptions(2, List.of(), 1, 1, 1, 1, .1, 0, 0, 1))
                .hasMessageContaining("hidden");
    }

    @Test
    void shouldChangeOneValueAtATime() {
        NetworkOptions usual = NetworkOptions.usual();

        assertThat(usual.withSeed(7).seed()).isEqualTo(7);
        assertThat(usual.withSeed(7).withSeed(usual.seed())).isEqualTo(usual);
        assertThat(usual.withEpochs(2).epochs()).isEqualTo(2);
        assertThat(usual.withEpochs(2).withEpochs(usual.epochs())).isEqualTo(usual);
    }
}
