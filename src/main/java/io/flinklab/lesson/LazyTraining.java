package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import io.flinklab.training.AddedOperators;
import io.flinklab.training.Estimators;
import io.flinklab.training.JobRun;
import io.flinklab.training.PipelineFit;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingJob;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelData;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * Shows the trap that {@link TrainingJob} avoids. Fitting the reference recipe as Flink ML's
 * documentation does runs no job yet; then each action on the model is a Flink job that reads all
 * training rows and trains the model again.
 */
public final class LazyTraining {
    private static final String TRAINING_ROWS = "training rows";

    /**
     * One action on a lazily fitted model, which took a Flink job.
     *
     * @param question what the action asked for
     * @param trainingRowsRead how many rows that job read to train, before it could answer
     */
    public record Action(String question, long trainingRowsRead) {}

    private final StreamTableEnvironment tables;
    private final StreamExecutionEnvironment environment;
    private final List<Stage<?>> fitted;
    private final List<Action> actions = new ArrayList<>();

    private LazyTraining(StreamExecutionEnvironment environment, List<Stage<?>> fitted) {
        this.environment = environment;
        this.tables = StreamTableEnvironment.create(environment);
        this.fitted = fitted;
    }

    /**
     * Fits, and runs nothing.
     *
     * @param rows training rows, as {@link ExampleRows} lays them out
     * @param vocabulary the categories of the rows
     * @param parallelism subtasks that train; with more than one, mini-batches are filled in the
     *     order in which rows arrive, so each training may give another model
     */
    public static LazyTraining fit(DataStream<Row> rows, Vocabulary vocabulary, int parallelism) {
        Recipe recipe = Churn.REFERENCE;
        DataStream<Row> counted =
                rows.map(new CountTrainingRows(), rows.getType()).setParallelism(1);
        try (AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment())) {
            List<Stage<?>> fitted =
                    PipelineFit.of(
                            counted,
                            recipe.features().stages(vocabulary, UnseenCategory.KEEP),
                            Estimators.of(
                                    recipe.hyperparameters(), Churn.SCHEMA.requireLabel().name()),
                            parallelism);
            added.keep();
            return new LazyTraining(rows.getExecutionEnvironment(), fitted);
        }
    }

    /** Looks at the coefficients; one job. */
    public double[] coefficients() throws Exception {
        LogisticRegressionModel model = (LogisticRegressionModel) fitted.get(fitted.size() - 1);
        DataStream<LogisticRegressionModelData> data =
                LogisticRegressionModelDataUtil.getModelDataStream(model.getModelData()[0]);
        // One by one, because Flink collects no record above 2 MB.
        DataStream<Double> coefficients =
                data.flatMap(
                                (fitted, out) -> {
                                    for (double value : fitted.coefficient.values) {
                                        out.collect(value);
                                    }
                                },
                                Types.DOUBLE)
                        .setParallelism(1);
        return look("coefficients", coefficients).stream().mapToDouble(value -> value).toArray();
    }

    /**
     * Looks at how many of these customers the model predicts to leave; one job.
     *
     * @param customers in the environment of the training rows
     */
    public long leaversAmong(DataStream<Row> customers) throws Exception {
        Table table = tables.fromDataStream(customers);
        for (Stage<?> stage : fitted) {
            table = ((AlgoOperator<?>) stage).transform(table)[0];
        }
        DataStream<Double> predictions =
                tables.toDataStream(table)
                        .map(row -> row.<Double>getFieldAs("prediction"), Types.DOUBLE);
        return look("predictions", predictions).stream().filter(p -> p == 1).count();
    }

    /** Every action so far, in order. */
    public List<Action> actions() {
        return List.copyOf(actions);
    }

    /** What a stream gives; closing it early, as an interrupt does, cancels the job. */
    private <T> List<T> look(String question, DataStream<T> stream) throws Exception {
        List<T> answers = new ArrayList<>();
        CloseableIterator<T> results = stream.collectAsync();
        try (AddedOperators added = AddedOperators.to(environment)) {
            JobRun job = added.submit("Look at the " + question);
            results.forEachRemaining(answers::add);
            actions.add(new Action(question, job.await().getAccumulatorResult(TRAINING_ROWS)));
        } finally {
            results.close();
        }
        return answers;
    }

    private static final class CountTrainingRows extends RichMapFunction<Row, Row> {
        private static final long serialVersionUID = 1L;

        private transient LongCounter rows;

        @Override
        public void open(Configuration parameters) {
            rows = new LongCounter();
            getRuntimeContext().addAccumulator(TRAINING_ROWS, rows);
        }

        @Override
        public Row map(Row row) {
            rows.add(1);
            return row;
        }
    }
}
