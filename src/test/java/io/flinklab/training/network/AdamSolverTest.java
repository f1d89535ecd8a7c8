package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The descent alone: the test answers in place of the rows. */
class AdamSolverTest {
    private static final NetworkOptions OPTIONS =
            new NetworkOptions(2, List.of(2), 0.1, 50, 20, 3, 0.1, 0, 0, 1);

    private final AdamSolver solver = new AdamSolver(OPTIONS, Duration.ZERO);

    @Test
    void shouldCountThenTakeEveryBatchThenTheLossesOfEachEpoch() {
        solver.take(counts());

        List<String> batches = new ArrayList<>();
        while (solver.progress().isEmpty()) {
            batches.add(solver.request().batches + "/" + solver.request().batch);
            solver.take(answer(1));
        }
        assertThat(batches).containsExactly("2/0", "2/1", "1/0");
        assertThat(solver.request().epoch).isEqualTo(1);
    }

    @Test
    void shouldEndWithTheEpochInWhichTheTimeIsOver() {
        Duration limit = Duration.ofMillis(1);
        AdamSolver timed = new AdamSolver(OPTIONS, limit);
        timed.take(counts());
        long begun = System.currentTimeMillis();
        while (System.currentTimeMillis() <= begun + limit.toMillis()) {
            Thread.onSpinWait();
        }

        while (timed.request() != null) {
            timed.take(answer(timed, 1));
        }

        assertThat(timed.progress()).hasSize(1);
        assertThat(timed.result()).isNotEmpty();
    }

    @Test
    void shouldStopWhenTheValidationLossFallsNoMoreAndKeepTheBest() {
        solver.take(counts());
        double[] losses = {.9, .7, .5, .6, .5, .8, .1};
        List<double[]> judged = new ArrayList<>();

        while (solver.request() != null) {
            if (solver.request().derivatives == 0) {
                judged.add(solver.request().parameters);
            }
            solver.take(answer(losses[solver.progress().size()]));
        }

        assertThat(solver.progress())
                .extracting(epoch -> epoch.validation)
                .containsExactly(.9, .7, .5, .6, .5, .8);
        assertThat(solver.progress())
                .extracting(epoch -> epoch.best)
                .containsExactly(true, true, true, false, false, false);
        assertThat(NetworkParameters.whole(solver.result()).values)
                .isEqualTo(judged.get(2))
                .isNotEqualTo(judged.get(5));
    }

    @Test
    void shouldStopAtTheLimitOfEpochs() {
        solver.take(counts());
        double loss = 100;

        while (solver.request() != null) {
            solver.take(answer(loss--));
        }

        assertThat(solver.progress()).hasSize(20).extracting(epoch -> epoch.epoch).endsWith(19, 20);
    }

    @Test
    void shouldTakeNoStepForABatchThatIsEmptyByChance() {
        solver.take(counts());
        double[] before = solver.request().parameters;
        GradientSums empty = answer(1);
        empty.rows = 0;

        solver.take(empty);

        assertThat(solver.request().batch).isEqualTo(1);
        assertThat(solver.request().parameters).isEqualTo(before);
    }

    @Test
    void shouldSayWhatToDoAboutALossThatIsNoNumber() {
        solver.take(counts());

        assertThatThrownBy(
                        () -> {
                            while (solver.request() != null) {
                                solver.take(answer(Double.NaN));
                            }
                        })
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("finite loss after epoch 1", "NaN", "learningRate");
    }

    @Test
    void shouldRefuseRowsThatMakeNoNetwork() {
        refused(sums -> sums.rows = 0, "rows that train");
        refused(sums -> sums.validationRows = 0, "validationShare");
        refused(sums -> sums.labelWeights[1] = 0, "have the label 0");
        refused(sums -> sums.labelWeights[0] = 0, "have the label 1");
        refused(sums -> sums.smallestSize = 2, "sizes from 2 to 3");
    }

    private static void refused(Consumer<GradientSums> spoil, String message) {
        GradientSums counts = counts();
        spoil.accept(counts);
        assertThatThrownBy(() -> new AdamSolver(OPTIONS, Duration.ZERO).take(counts))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(message);
    }

    private static GradientSums counts() {
        GradientSums counts = new GradientSums();
        counts.rows = 90;
        counts.labelWeights = new double[] {60, 30};
        counts.validationRows = 10;
        counts.smallestSize = 3;
        counts.largestSize = 3;
        return counts;
    }

    /** To whatever is asked: a gradient of ones, and this loss a row. */
    private GradientSums answer(double loss) {
        return answer(solver, loss);
    }

    private static GradientSums answer(AdamSolver solver, double loss) {
        GradientRequest request = solver.request();
        GradientSums sums = new GradientSums();
        sums.rows = 45;
        sums.loss = 45 * loss;
        sums.validationRows = 10;
        sums.validationLoss = 10 * loss;
        sums.gradient = new double[request.parameters.length];
        Arrays.fill(sums.gradient, 45);
        return sums;
    }
}
