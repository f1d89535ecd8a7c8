package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that go on from the written state of another one; the test answers for the rows. */
class ResumedNetworkTest {
    private static final NetworkOptions OPTIONS =
            new NetworkOptions(2, List.of(3), 0.05, 30, 20, 4, 0.1, 0.25, 0.99, 1);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void shouldEndInTheSameBitsFromTheStateAfterAnyEpoch(int every) {
        AdamSolver undisturbed = trained(Integer.MAX_VALUE);

        AdamSolver resumed = trained(every);

        assertThat(NetworkParameters.whole(resumed.result()).values)
                .isEqualTo(NetworkParameters.whole(undisturbed.result()).values);
        assertThat(resumed.progress()).usingRecursiveComparison().isEqualTo(undisturbed.progress());
        assertThat(undisturbed.iterations()).isBetween(6, 19);
    }

    @Test
    void shouldRefuseTheStateOfAnotherNetwork() {
        NetworkOptions wider =
                new NetworkOptions(2, List.of(4), 0.05, 30, 20, 4, 0.1, 0.25, 0.99, 1);
        AdamSolver begun = new AdamSolver(OPTIONS, Duration.ZERO);
        while (begun.iterations() < 1) {
            answer(begun);
        }

        assertThatThrownBy(() -> new AdamSolver(wider, Duration.ZERO).resume(begun.state()))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("of a network of 42 parameters; found 32");
        assertThatThrownBy(() -> new AdamSolver(OPTIONS, Duration.ZERO).resume("{\"epoch\":1}"))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("Expected the stored state of this plan's training");
    }

    private static AdamSolver trained(int every) {
        AdamSolver solver = new AdamSolver(OPTIONS, Duration.ZERO);
        int stored = 0;
        while (solver.request() != null) {
            answer(solver);
            if (solver.request() != null
                    && solver.iterations() > stored
                    && solver.iterations() % every == 0) {
                stored = solver.iterations();
                AdamSolver next = new AdamSolver(OPTIONS, Duration.ZERO);
                next.resume(solver.state());
                solver = next;
            }
        }
        return solver;
    }

    /** A bowl, whose validation loss rises again behind its bottom. */
    private static void answer(AdamSolver solver) {
        GradientRequest request = solver.request();
        GradientSums sums = new GradientSums();
        if (request.parameters == null) {
            sums.rows = 90;
            sums.labelWeights = new double[] {60, 30};
            sums.smallestSize = 3;
            sums.largestSize = 3;
        } else {
            sums.rows = 30 + request.batch;
            sums.gradient = new double[request.parameters.length];
            for (int i = 0; i < sums.gradient.length; i++) {
                double distance = request.parameters[i] - 0.3 * i + 0.01 * request.epoch;
                sums.gradient[i] = sums.rows * distance;
                sums.loss += distance * distance;
                sums.validationLoss += Math.abs(request.parameters[i] - 0.3);
            }
        }
        sums.validationRows = 10;
        solver.take(sums);
    }
}
