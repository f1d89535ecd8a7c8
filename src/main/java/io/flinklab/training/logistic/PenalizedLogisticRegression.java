package io.flinklab.training.logistic;

import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FeatureFit;
import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.StoredStates;
import io.flinklab.training.rounds.TrainingRounds;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;

/**
 * Logistic regression solved to convergence. It finds the intercept a and the coefficients b that
 * minimise
 *
 * <pre>sum over rows of w log(1 + exp(-m)) + reg / 2 |b|², m = (2y - 1) (a + b · x)</pre>
 *
 * with w the row's weight times its label's class weight. The intercept is not penalised. {@code
 * reg} is 1 / C of scikit-learn.
 *
 * <p>Columns: features, any Flink ML vector; label, any number type, 0 or 1; weight (optional), any
 * number type, 0 or more.
 *
 * <p>Newton stops after a step that changed no coefficient by more than {@code tol}, in units of
 * one over the column's root mean square and relative to the largest coefficient if that is above
 * 1; what is left then is about {@code tol} squared. L-BFGS stops before such a step, so what is
 * left is about {@code tol}. Either stops after {@code maxIter} steps (here 100 unless set), with a
 * warning in the log and {@link LogisticModelData#converged} false.
 *
 * <p>The same rows give the same bytes of coefficients, in any order and at any parallelism. More
 * than 16 subtasks do not make it faster.
 *
 * <p>Rows are held in the managed memory of the training subtasks, or in files beyond it; they and
 * the solver are part of checkpoints, so a job that fails goes on from the last one, at the same
 * parallelism.
 *
 * <p>{@code fit} only adds to the job; rows, labels and columns that have no model make {@code
 * env.execute()} fail with a {@link TrainingException} among the causes: no rows, one label, a
 * label that is not 0 or 1, a negative weight, NaN, vectors of different sizes; without a penalty
 * also collinear columns and separable classes.
 */
public final class PenalizedLogisticRegression
        implements Estimator<PenalizedLogisticRegression, PenalizedLogisticRegressionModel>,
                PenalizedLogisticRegressionParams<PenalizedLogisticRegression> {
    /**
     * The longest features vector. Rows cost what they hold besides zeros, but of each feature the
     * solver's heap holds some fifty numbers: its last 20 steps, the changes of the gradient along
     * them, and the subtasks' sums.
     */
    public static final int MOST_FEATURES = 200_000;

    private final Map<Param<?>, Object> paramMap = new HashMap<>();
    private Duration timeLimit = Duration.ZERO;
    private StoredStates stored = StoredStates.NONE;

    /** With defaults: no penalty, an intercept, no class weights, 100 steps, tolerance 1e-6. */
    public PenalizedLogisticRegression() {
        ParamUtils.initializeMapWithDefaultValues(paramMap, this);
        // Flink ML's 20 would cut L-BFGS short.
        setMaxIter(100);
    }

    @Override
    public PenalizedLogisticRegressionModel fit(Table... inputs) {
        WeightedRowReader reader =
                new WeightedRowReader(getFeaturesCol(), getLabelCol(), getWeightCol());
        reader.requireColumns(inputs);
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) inputs[0]).getTableEnvironment();
        TrainingRounds<TrainingStep, LogisticModelData> rounds =
                train(
                        TrainingRounds.read(
                                tables.toDataStream(inputs[0]), reader, WeightedRow.class));
        return model(rounds, tables);
    }

    /**
     * Fits feature stages and the model behind them in one, to examples that have no weights. The
     * rows are not looked at by one stage after the other but all at once, and held as they are.
     *
     * @param rows examples, laid out by the codec
     * @param features whose last stage makes the column {@code features}
     */
    public WithFeatures fit(DataStream<Row> rows, ExampleRows codec, FeatureFit features) {
        Settings settings = settings();
        TrainingRounds<TrainingStep, LogisticModelData> rounds =
                TrainingRounds.ofExamples(
                        rows,
                        codec,
                        features,
                        WeightedRow::encoded,
                        new LogisticWorker(settings.offset()),
                        new NewtonSolver(settings),
                        stored,
                        TrainingStep.class,
                        LogisticModelData.class);
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(rows.getExecutionEnvironment());
        return new WithFeatures(model(rounds, tables), rounds.stages());
    }

    /**
     * What is fitted together.
     *
     * @param model behind the features
     * @param stages the fitted feature stages, as {@link FeatureFit#fromJson} reads them
     */
    public record WithFeatures(PenalizedLogisticRegressionModel model, DataStream<String> stages) {}

    private PenalizedLogisticRegressionModel model(
            TrainingRounds<TrainingStep, LogisticModelData> rounds, StreamTableEnvironment tables) {
        PenalizedLogisticRegressionModel model =
                new PenalizedLogisticRegressionModel(rounds.steps())
                        .setModelData(tables.fromDataStream(rounds.model()));
        ParamUtils.updateExistingParams(model, paramMap);
        return model;
    }

    private TrainingRounds<TrainingStep, LogisticModelData> train(DataStream<WeightedRow> rows) {
        Settings settings = settings();
        return TrainingRounds.of(
                rows,
                new LogisticWorker(settings.offset()),
                new NewtonSolver(settings),
                stored,
                TrainingStep.class,
                LogisticModelData.class);
    }

    /**
     * Ends the iterations after the step in which this time is over, counted from the first round.
     * Zero for none, as at first. It is not saved: it says what a fit may cost, not what it is.
     */
    public PenalizedLogisticRegression stopAfter(Duration limit) {
        timeLimit = limit;
        return this;
    }

    /**
     * Stores states of the fits in jobs on their way, and begins with one. It is not saved, as
     * {@link #stopAfter} is not.
     */
    public PenalizedLogisticRegression storing(StoredStates states) {
        stored = states;
        return this;
    }

    Settings settings() {
        return new Settings(
                getReg(),
                getMaxIter(),
                getTol(),
                getFitIntercept(),
                getClassWeights(),
                getSolver(),
                timeLimit);
    }

    @Override
    public void save(String path) throws IOException {
        ReadWriteUtils.saveMetadata(this, path);
    }

    /** Reads what {@link #save} wrote; no job has to run. */
    public static PenalizedLogisticRegression load(StreamTableEnvironment tables, String path)
            throws IOException {
        return ReadWriteUtils.loadStageParam(path);
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return paramMap;
    }
}
