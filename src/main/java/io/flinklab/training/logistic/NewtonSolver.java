package io.flinklab.training.logistic;

import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.training.StopReason;
import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.RoundSolver;
import io.flinklab.training.rounds.StateJson;
import io.flinklab.training.rounds.TimeLimit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the rows, walks to the minimum, takes the standard errors there. It walks by Newton's
 * method, or by L-BFGS where second derivatives would cost more than the steps they save.
 */
final class NewtonSolver implements RoundSolver<TrainingStep, LogisticModelData> {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(NewtonSolver.class);

    /** Second derivatives beyond this many features cost too much memory. */
    static final int MOST_STANDARD_ERRORS = 2000;

    /** In columns' sizes; far beyond what a solver that settled leaves, far below endless. */
    private static final double UNSETTLED_STEP = 0.1;

    private static final double EVEN_ODDS = 0.5;

    private final Settings settings;
    private final TimeLimit time;
    private final List<TrainingStep> history = new ArrayList<>();
    private double[] labelWeights;
    private double[] classWeights;
    private long rows;
    private ColumnNorms norms;
    private Minimizer minimizer;
    private boolean minimised;
    private LogisticModelData result;
    private GradientRequest request = new GradientRequest();

    NewtonSolver(Settings settings) {
        this.settings = settings;
        time = new TimeLimit(settings.timeLimit());
    }

    @Override
    public GradientRequest request() {
        return request;
    }

    /** The start included. */
    @Override
    public List<TrainingStep> progress() {
        return history;
    }

    @Override
    public List<LogisticModelData> result() {
        return List.of(result);
    }

    @Override
    public void take(GradientSums sums) {
        boolean over = time.isOver();
        if (minimizer == null) {
            start(sums);
            return;
        }
        ObjectiveAt point =
                ObjectiveAt.of(request.parameters, settings.offset(), sums, settings.reg());
        if (minimised) {
            finish(point);
        } else {
            if (over) {
                minimizer.stopWithThisStep();
            }
            minimise(point);
        }
    }

    private void start(GradientSums counts) {
        Refusals.requireModel(counts);
        int features = counts.largestSize;
        requireCheckable(features);
        double[] totals = counts.labelWeights;
        begin(
                counts.rows,
                totals,
                ColumnNorms.of(padded(counts.squares, features), totals[0] + totals[1], offset()));
        boolean check = minimizer.needsHessian() || settings.reg() == 0;
        request = ask(new double[features + offset()], check);
    }

    private void begin(long counted, double[] totals, ColumnNorms sizes) {
        rows = counted;
        labelWeights = totals;
        norms = sizes;
        classWeights = settings.classWeightFactors(totals);
        double weight = totals[0] * classWeights[0] + totals[1] * classWeights[1];
        minimizer =
                settings.newton(norms.sizes().length - offset())
                        ? new Newton(settings, norms)
                        : new Lbfgs(settings, norms, weight);
    }

    /** The start is none. */
    @Override
    public int iterations() {
        return Math.max(0, history.size() - 1);
    }

    @Override
    public String state() {
        return StateJson.write(
                new LogisticState(
                        time.spentMillis(),
                        rows,
                        labelWeights,
                        norms.sizes(),
                        history,
                        minimised,
                        minimizer.reached()));
    }

    @Override
    public Optional<Predictor> predictor() {
        double[] point = minimizer.current().coefficients();
        return Optional.of(
                new FittedStage.LogisticRegression(
                        FeaturePlan.FEATURES,
                        Arrays.stream(point).skip(offset()).boxed().toList(),
                        offset() == 0 ? 0 : point[0],
                        EVEN_ODDS));
    }

    @Override
    public void resume(String text) {
        LogisticState state = StateJson.read(text, LogisticState.class);
        time.spend(state.spentMillis());
        begin(state.rows(), state.labelWeights(), new ColumnNorms(state.columnSizes()));
        history.addAll(state.history());
        minimizer.resume(state.reached());
        minimised = state.minimised();
        request =
                minimised
                        ? ask(minimizer.current().coefficients(), true)
                        : ask(minimizer.candidate(), minimizer.needsHessian());
    }

    private void requireCheckable(int features) {
        if (settings.reg() == 0 && features > MOST_STANDARD_ERRORS) {
            throw new TrainingException(
                    "Without a penalty at most "
                            + MOST_STANDARD_ERRORS
                            + " features can be checked for collinearity; found "
                            + features
                            + ". Set a penalty (reg > 0).");
        }
    }

    private static double[] padded(double[] squares, int features) {
        return Arrays.copyOf(squares, features);
    }

    private GradientRequest ask(double[] coefficients, boolean hessian) {
        return GradientRequest.ofAllRows(coefficients, hessian, classWeights);
    }

    private int offset() {
        return settings.offset();
    }

    private void minimise(ObjectiveAt point) {
        if (settings.reg() == 0 && point.wrong() == 0) {
            throw Refusals.separable(rows);
        }
        if (minimizer.current() == null && point.hessian().length > 0) {
            point.factor(settings);
        }
        double[] next = minimizer.next(point);
        if (history.size() <= minimizer.steps()) {
            history.add(new TrainingStep(minimizer.steps(), minimizer.current()));
        }
        if (next != null) {
            request = ask(next, minimizer.needsHessian());
        } else {
            askForErrors();
        }
    }

    private void askForErrors() {
        minimised = true;
        ObjectiveAt best = minimizer.current();
        boolean known = best.hessian().length > 0;
        if (known || best.coefficients().length - offset() > MOST_STANDARD_ERRORS) {
            finish(best);
        } else {
            request = ask(best.coefficients(), true);
        }
    }

    private void finish(ObjectiveAt point) {
        double[] errors = new double[0];
        if (point.hessian().length > 0) {
            Cholesky factor = point.factor(settings);
            requireSettled(point, factor);
            errors = factor.inverseDiagonal();
            Arrays.setAll(errors, roots(errors));
        }
        result =
                LogisticModelData.of(
                        point.coefficients(), errors, offset(), history, minimizer.stoppedBy());
        request = null;
        if (!result.converged) {
            LOG.warn(
                    "Training stopped after {} iterations before it converged, by {}; raise maxIter,"
                            + " the time limit or the penalty.",
                    result.iterations,
                    minimizer.stoppedBy());
        }
    }

    private static IntToDoubleFunction roots(double[] values) {
        return i -> Math.sqrt(values[i]);
    }

    /** Only partly separable data leaves a long way to go where the solver stopped. */
    private void requireSettled(ObjectiveAt point, Cholesky factor) {
        double[] step = factor.solve(point.gradient());
        StopReason reason = minimizer.stoppedBy();
        boolean cutShort = reason == StopReason.ITERATIONS || reason == StopReason.TIME;
        if (settings.reg() == 0 && !cutShort && norms.largest(step) > UNSETTLED_STEP) {
            throw Refusals.partlySeparable(step, norms, offset());
        }
    }
}
