package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.logistic.PenalizedLogisticRegression;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.classification.knn.Knn;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.classification.naivebayes.NaiveBayes;
import org.apache.flink.ml.clustering.kmeans.KMeans;
import org.apache.flink.ml.feature.lsh.MinHashLSH;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScaler;
import org.apache.flink.ml.feature.minmaxscaler.MinMaxScaler;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.univariatefeatureselector.UnivariateFeatureSelector;
import org.apache.flink.ml.feature.vectorindexer.VectorIndexer;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.regression.linearregression.LinearRegression;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Erratum(
        stages = {
            Knn.class,
            LinearSVC.class,
            LogisticRegression.class,
            NaiveBayes.class,
            KMeans.class,
            MaxAbsScaler.class,
            MinHashLSH.class,
            MinMaxScaler.class,
            UnivariateFeatureSelector.class,
            VectorIndexer.class,
            LinearRegression.class
        },
        defect =
                "does not say that the training table is empty, as others do: it fails "
                        + "with an exception about something else, or gives a model",
        cure =
                "`PenalizedLogisticRegression` says that there are no rows, and so does "
                        + "reading a file before any stage is fitted")
class EmptyTrainingTableIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    static Stream<Estimator<?, ?>> failing() {
        return Stream.of(
                new Knn(),
                new LinearSVC(),
                new LogisticRegression(),
                new NaiveBayes(),
                new LinearRegression(),
                new MaxAbsScaler().setInputCol("features"),
                new MinMaxScaler().setInputCol("features"),
                new MinHashLSH().setInputCol("features"),
                new VectorIndexer().setInputCol("features"));
    }

    static Stream<Estimator<?, ?>> silent() {
        return Stream.of(
                new KMeans(),
                new UnivariateFeatureSelector()
                        .setFeatureType("continuous")
                        .setLabelType("categorical")
                        .setSelectionThreshold(1));
    }

    private List<Row> transformedAfterNothing(Estimator<?, ?> estimator) {
        Table table =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(1), 1.0)))
                        .as("features", "label");
        Table none =
                tEnv.fromDataStream(
                                env.fromElements(Row.of(Vectors.dense(1), 1.0))
                                        .filter(row -> false))
                        .as("features", "label");
        return rows(((Model<?>) estimator.fit(none)).transform(table)[0]);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void flinkMlFailsAndDoesNotSayWhy(Estimator<?, ?> estimator) {
        assertThatThrownBy(() -> transformedAfterNothing(estimator))
                .rootCause()
                .satisfies(
                        cause ->
                                assertThat(String.valueOf(cause.getMessage()))
                                        .doesNotContainIgnoringCase("empty"));
    }

    @ParameterizedTest
    @MethodSource("silent")
    void flinkMlGivesAModelOfNothing(Estimator<?, ?> estimator) {
        assertThat(transformedAfterNothing(estimator)).hasSize(1);
    }

    @Test
    void shouldSayThatTheTableIsEmptyAsTheStandardScalerDoes() {
        assertThatThrownBy(
                        () -> transformedAfterNothing(new StandardScaler().setInputCol("features")))
                .hasRootCauseMessage("The training set is empty.");
    }

    @Test
    void oursSaysThatThereAreNoRows() {
        assertThatThrownBy(() -> transformedAfterNothing(new PenalizedLogisticRegression()))
                .hasStackTraceContaining("There are no training rows");
    }
}
