package io.flinklab.training.logistic;

import static io.flinklab.training.logistic.PlainTraining.settings;
import static io.flinklab.training.logistic.PlainTraining.train;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.LocalRounds;
import io.flinklab.training.rounds.RoundSolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewtonSolverTest {
    private static final List<WeightedRow> ROWS = SyntheticRows.of(500, 6, 1);
    private static final List<WeightedRow> WEIGHTED = SyntheticRows.weighted(500, 6, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    plain           | false | 1   | true  | none
                    noPenalty       | false | 0   | true  | none
                    noIntercept     | false | 10  | false | none
                    weights         | true  | 0.5 | true  | none
                    balanced        | false | 1   | true  | balanced
                    balancedWeights | true  | 1   | true  | balanced
                    classWeights    | false | 1   | true  | 1,4
                    """)
    void shouldEqualScikitLearn(
            String golden, boolean weighted, double reg, boolean intercept, String classWeights) {
        List<WeightedRow> rows = weighted ? WEIGHTED : ROWS;

        LogisticModelData newton =
                train(rows, new Settings(reg, 100, 1e-6, intercept, classWeights, "newton"));
        LogisticModelData lbfgs =
                train(rows, new Settings(reg, 100, 1e-10, intercept, classWeights, "lbfgs"));

        Golden.synthetic(golden).assertEqualTo(newton, 1e-10);
        Golden.synthetic(golden).assertEqualTo(lbfgs, 1e-8);
        assertThat(newton.iterations).isLessThan(10);
        assertThat(lbfgs.iterations).isLessThan(50);
    }

    @Test
    void shouldSolveManyFeaturesByLbfgs() {
        List<WeightedRow> wide = SyntheticRows.of(600, 450, 2);

        LogisticModelData model = train(wide, new Settings(20, 200, 1e-10, true, "none", "auto"));

        Golden.synthetic("wide").assertEqualTo(model, 1e-8);
    }

    @Test
    void shouldGiveTheSameBytesForRowsInAnyOrder() {
        LogisticModelData inOrder = train(ROWS, settings(1));
        List<WeightedRow> shuffled = new ArrayList<>(ROWS);
        Collections.shuffle(shuffled, new Random(5));

        LogisticModelData outOfOrder = train(shuffled, settings(1));

        assertThat(outOfOrder).usingRecursiveComparison().isEqualTo(inOrder);
    }

    @Test
    void shouldTakeWeightTwoAsTheRowTwice() {
        List<WeightedRow> twice = new ArrayList<>(ROWS);
        List<WeightedRow> weighted = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            WeightedRow row = ROWS.get(i);
            boolean doubled = i % 3 == 0;
            weighted.add(WeightedRow.of(SyntheticRows.dense(row), row.label, doubled ? 2 : 1));
            if (doubled) {
                twice.add(row);
            }
        }

        LogisticModelData byRows = train(twice, settings(1));
        LogisticModelData byWeight = train(weighted, settings(1));

        assertThat(byWeight.coefficients).containsExactly(byRows.coefficients, within(1e-12));
        assertThat(byWeight.intercept).isCloseTo(byRows.intercept, within(1e-12));
    }

    @Test
    void shouldIgnoreRowsOfWeightZero() {
        List<WeightedRow> more = new ArrayList<>(ROWS);
        SyntheticRows.of(50, 6, 9)
                .forEach(row -> more.add(WeightedRow.of(SyntheticRows.dense(row), row.label, 0)));

        LogisticModelData model = train(more, settings(1));

        Golden.synthetic("plain").assertEqualTo(model, 1e-10);
    }

    @Test
    void shouldKeepTheFallingObjectiveOfEachStep() {
        LogisticModelData model = train(ROWS, settings(1));

        assertThat(model.objectives).hasSize(model.iterations + 1);
        assertThat(model.objectives[0]).isCloseTo(500 * Math.log(2), within(1e-9));
        assertThat(model.objectives[model.iterations]).isLessThan(model.objectives[0]);
        assertThat(model.gradientNorms[model.iterations]).isLessThan(1e-8);
    }

    @Test
    void shouldSayWhenStepsRanOut() {
        LogisticModelData model = train(ROWS, new Settings(1, 2, 1e-6, true, "none", "newton"));

        assertThat(model.converged).isFalse();
        assertThat(model.iterations).isEqualTo(2);
        assertThat(model.stoppedBy).isEqualTo("ITERATIONS");
    }

    /** The objective rises whatever the step, and there is time to spare. */
    @ParameterizedTest
    @ValueSource(strings = {"newton", "lbfgs"})
    void shouldSayThatRoundingHidesTheMinimum(String method) {
        Settings timed = new Settings(1, 100, 1e-6, true, "none", method, Duration.ofHours(1));

        AtomicInteger round = new AtomicInteger();

        LogisticModelData model = disturbed(timed, sums -> sums.loss *= round.incrementAndGet());

        assertThat(model.converged).isFalse();
        assertThat(model.stoppedBy).isEqualTo("ROUNDING");
        assertThat(model.iterations).isZero();
    }

    @ParameterizedTest
    @CsvSource({"newton, 1", "lbfgs, 1", "newton, 0", "lbfgs, 0"})
    void shouldSayThatTheToleranceIsReached(String method, double reg) {
        Settings timed = new Settings(reg, 100, 1e-6, true, "none", method, Duration.ofHours(1));

        assertThat(train(ROWS, timed).stoppedBy).isEqualTo("TOLERANCE");
    }

    /** Without a penalty the way that is left says nothing of the rows. */
    @ParameterizedTest
    @CsvSource({"newton, 1", "lbfgs, 1", "newton, 0", "lbfgs, 0"})
    void shouldEndWithTheStepInWhichTheTimeIsOver(String method, double reg) {
        Settings timed = new Settings(reg, 100, 1e-6, true, "none", method, Duration.ofMillis(1));

        LogisticModelData model = disturbed(timed, NewtonSolverTest::twoMilliseconds);

        assertThat(model.converged).isFalse();
        assertThat(model.stoppedBy).isEqualTo("TIME");
        assertThat(model)
                .usingRecursiveComparison()
                .ignoringFields("stoppedBy")
                .isEqualTo(train(ROWS, new Settings(reg, 1, 1e-6, true, "none", method)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newton", "lbfgs"})
    void shouldConvergeAtToleranceZero(String solver) {
        LogisticModelData model = train(ROWS, new Settings(1, 1000, 0, true, "none", solver));

        Golden.synthetic("plain").assertEqualTo(model, 1e-10);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-6, 1e-12})
    void shouldConvergeOnSeparableRowsWithASmallPenalty(double reg) {
        List<WeightedRow> rows = new ArrayList<>();
        for (int i = 0; i < ROWS.size(); i++) {
            WeightedRow row = ROWS.get(i);
            double telltale = row.label == 1 && i % 4 == 0 ? 1 : 0;
            double[] x = {SyntheticRows.dense(row)[0], telltale};
            rows.add(WeightedRow.of(x, row.label, 1));
        }

        LogisticModelData model = train(rows, settings(reg));

        assertThat(model.converged).isTrue();
        assertThat(model.coefficients[1]).isBetween(5.0, 60.0);
        assertThat(model.gradientNorms[model.iterations]).isLessThan(1e-9);
    }

    @Test
    void shouldConvergeOnColumnsOfVeryDifferentUnits() {
        List<WeightedRow> scaled = new ArrayList<>();
        for (WeightedRow row : ROWS) {
            double[] x = SyntheticRows.dense(row);
            x[0] *= 1e9;
            x[1] *= 1e-9;
            scaled.add(WeightedRow.of(x, row.label, 1));
        }
        Golden expected = Golden.synthetic("noPenalty");

        LogisticModelData newton = train(scaled, settings(0));
        LogisticModelData lbfgs = train(scaled, new Settings(0, 100, 1e-10, true, "none", "lbfgs"));

        for (LogisticModelData model : List.of(newton, lbfgs)) {
            assertThat(model.converged).isTrue();
            assertThat(model.coefficients[0] * 1e9)
                    .isCloseTo(expected.coefficients()[0], within(1e-8));
            assertThat(model.coefficients[1] * 1e-9)
                    .isCloseTo(expected.coefficients()[1], within(1e-8));
        }
    }

    private static LogisticModelData disturbed(Settings settings, Consumer<GradientSums> before) {
        return new LocalRounds<>(new LogisticWorker(settings.offset()), ROWS)
                .train(new Disturbed(new NewtonSolver(settings), before))
                .result()
                .get(0);
    }

    private static void twoMilliseconds(GradientSums sums) {
        long end = System.currentTimeMillis() + 2;
        while (System.currentTimeMillis() < end) {
            Thread.onSpinWait();
        }
    }

    /**
     * A solver to which something happens.
     *
     * @param before the solver takes the sums of a round
     */
    private record Disturbed(NewtonSolver solver, Consumer<GradientSums> before)
            implements RoundSolver<TrainingStep, LogisticModelData> {

        @Override
        public GradientRequest request() {
            return solver.request();
        }

        @Override
        public void take(GradientSums sums) {
            before.accept(sums);
            solver.take(sums);
        }

        @Override
        public List<TrainingStep> progress() {
            return solver.progress();
        }

        @Override
        public List<LogisticModelData> result() {
            return solver.result();
        }
    }
}
