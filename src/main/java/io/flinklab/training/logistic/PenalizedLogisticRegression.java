package io.flinklab.training.logistic;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.TrainingRounds;
import java.io.IOException;
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
 * <p>Rows are held on the heap of the training subtasks; they and the solver are part of
 * checkpoints, so a job that fails goes on from the last one, at the same parallelism.
 *
 * <p>{@code fit} only adds to the job; rows, labels and columns that have no model make {@code
 * env.execute()} fail with a {@link TrainingException} among the causes: no rows, one label, a
 * label that is not 0 or 1, a negative weight, NaN, vectors of different sizes; without a penalty
 * also collinear columns and separable classes.
 */
public final class PenalizedLogisticRegression
        implements Estimator<PenalizedLogisticRegression, PenalizedLogisticRegressionModel>,
                PenalizedLogisticRegressionParams<PenalizedLogisticRegression> {

    private final Map<Param<?>, Object> paramMap = new HashMap<>();

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
                TrainingStep.class,
                LogisticModelData.class);
    }

    private Settings settings() {
        return new Settings(
                getReg(),
                getMaxIter(),
                getTol(),
                getFitIntercept(),
                getClassWeights(),
                getSolver());
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
