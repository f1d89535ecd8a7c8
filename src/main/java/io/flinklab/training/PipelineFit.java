package io.flinklab.training;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.training.logistic.PenalizedLogisticRegression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;

/**
 * Fits stages one after the other and keeps them: Flink ML's own {@code Pipeline} hides what it
 * fitted. Nothing runs here; the fitted stages are promises.
 */
public final class PipelineFit {
    /**
     * Fitted features.
     *
     * @param stages the fitted stages
     * @param table the rows with all the columns that the stages add
     */
    record Features(List<Stage<?>> stages, Table table) {

        /** The same rows as a stream. */
        DataStream<Row> rows() {
            return ((StreamTableEnvironment) ((TableImpl) table).getTableEnvironment())
                    .toDataStream(table);
        }
    }

    private PipelineFit() {}

    /**
     * Adds the fitting of every stage to the rows' environment.
     *
     * @param parallelism subtasks that train the classifier
     * @return the fitted features, then the fitted classifier
     */
    public static List<Stage<?>> of(
            DataStream<Row> rows,
            List<Stage<?>> features,
            Estimator<?, ?> classifier,
            int parallelism) {
        Features fitted = features(rows, features);
        rows.getExecutionEnvironment().setParallelism(parallelism);
        List<Stage<?>> all = new ArrayList<>(fitted.stages);
        all.add(classifier.fit(fitted.table));
        return all;
    }

    /**
     * The same for examples of a schema. Where all stages are known here and the classifier is
     * ours, they are fitted in one, over rows that lie on all subtasks; otherwise one after the
     * other.
     *
     * @param rows examples, as {@link ExampleRows} lays them out
     */
    static List<Stage<?>> of(
            DataStream<Row> rows,
            Schema schema,
            List<Stage<?>> features,
            Estimator<?, ?> classifier,
            int parallelism) {
        Optional<FeatureFit> inOne = inOne(schema, features, classifier);
        if (inOne.isEmpty()) {
            return of(rows, features, classifier, parallelism);
        }
        rows.getExecutionEnvironment().setParallelism(parallelism);
        PenalizedLogisticRegression.WithFeatures fitted =
                ((PenalizedLogisticRegression) classifier)
                        .fit(rows, new ExampleRows(schema), inOne.get());
        List<Stage<?>> all = new ArrayList<>(new FittedModels(fitted.stages()).of(features));
        all.add(fitted.model());
        return all;
    }

    /**
     * The stages, if they are fitted together with the classifier. Only then do rows give the same
     * in any order: Flink ML's own stages add numbers as they arrive.
     */
    static Optional<FeatureFit> inOne(
            Schema schema, List<Stage<?>> features, Estimator<?, ?> classifier) {
        return isOurs(classifier, schema)
                ? FeatureFit.of(schema, features).filter(FeatureFit::isMergeable)
                : Optional.empty();
    }

    /** Whether it reads what examples and their features have, and nothing else. */
    private static boolean isOurs(Estimator<?, ?> classifier, Schema schema) {
        return classifier instanceof PenalizedLogisticRegression logistic
                && logistic.getWeightCol() == null
                && logistic.getFeaturesCol().equals(FeaturePlan.FEATURES)
                && logistic.getLabelCol().equals(schema.requireLabel().name());
    }

    /** Adds the fitting of the features alone. */
    static Features features(DataStream<Row> rows, List<Stage<?>> features) {
        StreamExecutionEnvironment environment = rows.getExecutionEnvironment();
        // Features at parallelism 1: Flink ML's scaler adds up partial sums in order of arrival,
        // which would make the last bits of the model a matter of chance.
        environment.setParallelism(1);
        Table table = StreamTableEnvironment.create(environment).fromDataStream(rows);
        List<Stage<?>> fitted = new ArrayList<>();
        for (Stage<?> stage : features) {
            AlgoOperator<?> transform = fit(stage, table);
            table = transform.transform(table)[0];
            fitted.add(transform);
        }
        return new Features(fitted, table);
    }

    /** Adds the fitting of one stage; one that has nothing to fit is given as it is. */
    public static AlgoOperator<?> fit(Stage<?> stage, Table table) {
        return stage instanceof Estimator<?, ?> estimator
                ? (Model<?>) estimator.fit(table)
                : (AlgoOperator<?>) stage;
    }
}
