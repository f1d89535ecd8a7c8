package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AdamTest {
    private static final double[] GRADIENTS = {0.5, -1, 0.25};
    private static final Offset<Double> ROUNDING = within(1e-14);

    /** By hand, with the paper's formulas: m, v, both corrected, three times. */
    @Test
    void shouldStepAsThePaperSays() {
        assertThat(path(0))
                .containsExactly(
                        new double[] {0.9000000019999999, 0.9366103542405653, 0.950279420338976},
                        ROUNDING);
    }

    @Test
    void shouldDecayApartFromTheGradientAndOnlyWhatItIsToldTo() {
        assertThat(path(0.5))
                .containsExactly(
                        new double[] {0.8500000019999999, 0.8441103541405653, 0.815573902531948},
                        ROUNDING);
    }

    /** Of one parameter that starts at 1; a second one that does not decay goes along. */
    private static double[] path(double weightDecay) {
        Adam adam = new Adam(0.1, weightDecay, new boolean[] {true, false});
        Adam plain = new Adam(0.1, 0, new boolean[] {true});
        double[] parameters = {1, 1};
        double[] undecayed = {1};
        double[] path = new double[GRADIENTS.length];
        for (int i = 0; i < path.length; i++) {
            adam.step(parameters, new double[] {GRADIENTS[i], GRADIENTS[i]});
            plain.step(undecayed, new double[] {GRADIENTS[i]});
            path[i] = parameters[0];
            assertThat(parameters[1]).isEqualTo(undecayed[0]);
        }
        return path;
    }
}
