package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.PlainRounds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Solvers that go on from the written state of another one. */
class ResumedSolverTest {
    private static final List<WeightedRow> ROWS = SyntheticRows.weighted(500, 6, 1);

    @ParameterizedTest
    @CsvSource({
        "newton, 1, 1e-6, true, none",
        "newton, 0, 1e-6, true, none",
        "newton, 10, 0, false, balanced",
        "lbfgs, 1, 1e-10, true, none",
        "lbfgs, 0, 1e-10, true, none",
        "lbfgs, 0.5, 0, false, '1,4'",
    })
    void shouldEndInTheSameBitsFromTheStateAfterAnyIteration(
            String solver, double reg, double tol, boolean intercept, String classWeights) {
        Settings settings = new Settings(reg, 60, tol, intercept, classWeights, solver);
        LogisticModelData undisturbed = PlainTraining.train(ROWS, settings);
        assertThat(undisturbed.iterations).isGreaterThan(3);

        for (int every = 1; every <= undisturbed.iterations; every++) {
            assertThat(resumed(ROWS, settings, every))
                    .as("every %s iterations", every)
                    .usingRecursiveComparison()
                    .isEqualTo(undisturbed);
        }
    }

    @Test
    void shouldRememberAsManyStepsOfManyFeatures() {
        List<WeightedRow> wide = SyntheticRows.of(600, 450, 2);
        Settings settings = new Settings(20, 200, 1e-10, true, "none", "auto");

        assertThat(resumed(wide, settings, 25))
                .usingRecursiveComparison()
                .isEqualTo(PlainTraining.train(wide, settings));
    }

    @Test
    void shouldSpendTheRestOfTheTimeAlone() {
        NewtonSolver solver = new NewtonSolver(timed());
        String state = state(solver);

        NewtonSolver late = new NewtonSolver(timed());
        late.resume(state.replaceFirst("\"spentMillis\":\\d+", "\"spentMillis\":3600000"));
        PlainRounds.train(ROWS, () -> new LogisticWorker(1), late, 1);

        assertThat(late.result().get(0).iterations).isEqualTo(2);
        assertThat(late.result().get(0).converged).isFalse();
        assertThat(late.result().get(0).stoppedBy).isEqualTo("TIME");
    }

    /** The state after the last step, which waits for its standard errors alone. */
    @Test
    void shouldKnowThatTheTimeEndedTheTrainingBefore() {
        Settings timed = new Settings(1, 60, 0, true, "none", "lbfgs", Duration.ofHours(1));
        NewtonSolver late = new NewtonSolver(timed);
        late.resume(
                state(new NewtonSolver(timed))
                        .replaceFirst("\"spentMillis\":\\d+", "\"spentMillis\":3600000"));
        PlainRounds.round(ROWS, new LogisticWorker(1), late);
        String minimised = late.state();

        NewtonSolver last = new NewtonSolver(timed);
        last.resume(minimised);
        PlainRounds.train(ROWS, () -> new LogisticWorker(1), last, 1);

        assertThat(minimised).contains("\"minimised\":true");
        assertThat(last.result().get(0).iterations).isEqualTo(2);
        assertThat(last.result().get(0).stoppedBy).isEqualTo("TIME");
    }

    @Test
    void shouldRefuseAStateOfAnotherKind() {
        String state = state(new NewtonSolver(PlainTraining.DEFAULTS));

        for (String other :
                List.of(
                        "{}",
                        "no JSON",
                        state.replace("\"labelWeights\":[", "\"labelWeights\":[1,"),
                        state.replace("\"step\":[", "\"step\":[0.5,"),
                        state.replace("\"gradient\"", "\"slope\""))) {
            assertThatThrownBy(() -> new NewtonSolver(PlainTraining.DEFAULTS).resume(other))
                    .as(other)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContainingAll("Expected the stored state", "Train anew");
        }
    }

    private static Settings timed() {
        return new Settings(1, 60, 0, true, "none", "newton", Duration.ofHours(1));
    }

    /** After the first iteration. */
    private static String state(NewtonSolver solver) {
        PlainRounds.begin(ROWS, new LogisticWorker(1), solver);
        return solver.state();
    }

    private static LogisticModelData resumed(List<WeightedRow> rows, Settings settings, int every) {
        return PlainRounds.resuming(
                        rows,
                        new LogisticWorker(settings.offset()),
                        () -> new NewtonSolver(settings),
                        every)
                .result()
                .get(0);
    }
}
