package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.logistic.TrainingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The descent alone: the test answers in place of the rows. */
class AdamSolverTest {
    private static final NetworkOptions OPTIONS =
            new NetworkOptions(2, List.of(2), 0.1, 50, 20, 3, 0.1, 0, 0, 1);

    private final AdamSolver descent = new AdamSolver(OPTIONS);

    @Test
    void shouldCountThenTakeEveryBatchThenTheLossesOfEachEpoch() {
        descent.take(counts());

        List<Integer> batches = new ArrayList<>();
        while (descent.curve().isEmpty()) {
            assertThat(descent.ask().batches).isEqualTo(2);
            batches.add(descent.ask().batch);
            descent.take(answer(1));
        }
        assertThat(batches).containsExactly(0, 1, Ask.LOSSES);
        assertThat(descent.ask().epoch).isEqualTo(1);
    }

    @Test
    void shouldStopWhenTheValidationLossFallsNoMoreAndKeepTheBest() {
        descent.take(counts());
        double[] losses = {.9, .7, .5, .6, .5, .8, .1};
        List<double[]> judged = new ArrayList<>();

        while (descent.ask() != null) {
            if (descent.ask().batch == Ask.LOSSES) {
                judged.add(descent.ask().parameters);
            }
            descent.take(answer(losses[descent.ask().epoch]));
        }

        assertThat(descent.curve())
                .extracting(epoch -> epoch.validation)
                .containsExactly(.9, .7, .5, .6, .5, .8);
        assertThat(descent.curve())
                .extracting(epoch -> epoch.best)
                .containsExactly(true, true, true, false, false, false);
        assertThat(descent.kept().values).isEqualTo(judged.get(2)).isNotEqualTo(judged.get(5));
    }

    @Test
    void shouldStopAtTheLimitOfEpochs() {
        descent.take(counts());
        double loss = 100;

        while (descent.ask() != null) {
            descent.take(answer(loss--));
        }

        assertThat(descent.curve()).hasSize(20).extracting(epoch -> epoch.epoch).endsWith(19, 20);
    }

    @Test
    void shouldTakeNoStepForABatchThatIsEmptyByChance() {
        descent.take(counts());
        double[] before = descent.ask().parameters;
        Answer empty = answer(1);
        empty.rows = 0;

        descent.take(empty);

        assertThat(descent.ask().batch).isEqualTo(1);
        assertThat(descent.ask().parameters).isEqualTo(before);
    }

    @Test
    void shouldNoticeAnAnswerOfOtherParameters() {
        descent.take(counts());
        Answer stale = answer(1);
        stale.fingerprint++;

        assertThatThrownBy(() -> descent.take(stale))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("other parameters");
    }

    @Test
    void shouldNoticeReplicasThatDiffer() {
        descent.take(counts());
        Answer other = answer(1);
        other.fingerprint++;

        assertThatThrownBy(() -> answer(1).add(other))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("different parameters");
    }

    @Test
    void shouldSayWhatToDoAboutALossThatIsNoNumber() {
        descent.take(counts());

        assertThatThrownBy(
                        () -> {
                            while (descent.ask() != null) {
                                descent.take(answer(Double.NaN));
                            }
                        })
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll("finite loss after epoch 1", "NaN", "learningRate");
    }

    @Test
    void shouldRefuseRowsThatMakeNoNetwork() {
        refused(answer -> answer.rows = answer.ones = 0, "rows that train");
        refused(answer -> answer.validationRows = 0, "validationShare");
        refused(answer -> answer.ones = 0, "have the label 0");
        refused(answer -> answer.ones = answer.rows, "have the label 1");
        refused(answer -> answer.smallestSize = 2, "sizes from 2 to 3");
    }

    private static void refused(Consumer<Answer> spoil, String message) {
        Answer counts = counts();
        spoil.accept(counts);
        assertThatThrownBy(() -> new AdamSolver(OPTIONS).take(counts))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining(message);
    }

    private static Answer counts() {
        Answer counts = new Answer();
        counts.rows = 90;
        counts.ones = 30;
        counts.validationRows = 10;
        counts.smallestSize = 3;
        counts.largestSize = 3;
        return counts;
    }

    /** To whatever is asked: a gradient of ones, and this loss a row. */
    private Answer answer(double loss) {
        Ask ask = descent.ask();
        Answer answer = new Answer();
        answer.fingerprint = Arrays.hashCode(ask.parameters);
        answer.rows = 45;
        answer.loss = 45 * loss;
        answer.validationRows = 10;
        answer.validationLoss = 10 * loss;
        answer.gradient = new double[ask.parameters.length];
        Arrays.fill(answer.gradient, 45);
        return answer;
    }
}
