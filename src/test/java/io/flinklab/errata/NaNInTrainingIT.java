package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.logistic.PenalizedLogisticRegression;
import org.apache.flink.ml.api.Estimator;
import org.apache.flink.ml.api.Model;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.regression.linearregression.LinearRegression;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = {LogisticRegression.class, LinearSVC.class, LinearRegression.class},
        defect =
                "ends training after one step, without an error, when a row holds NaN; "
                        + "the coefficients of the first and the last are then NaN, and every row "
                        + "gets the prediction 0 or NaN",
        cure = "`PenalizedLogisticRegression` refuses the row and names it")
class NaNInTrainingIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    private Row firstOf(Estimator<?, ?> estimator) {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(1), 1.0),
                                        Row.of(Vectors.dense(-1), 0.0),
                                        Row.of(Vectors.dense(Double.NaN), 0.0)))
                        .as("features", "label");
        return rows(((Model<?>) estimator.fit(table)).transform(table)[0]).get(0);
    }

    @Test
    void flinkMlTrainsALogisticRegressionWhoseScoresAreNaN() {
        Row first = firstOf(new LogisticRegression());

        assertThat(first.<Vector>getFieldAs("rawPrediction").get(0)).isNaN();
        assertThat(first.getField("prediction")).isEqualTo(0.0);
    }

    @Test
    void flinkMlTrainsALinearRegressionWhosePredictionsAreNaN() {
        assertThat(firstOf(new LinearRegression()).<Double>getFieldAs("prediction")).isNaN();
    }

    @Test
    void flinkMlStopsASupportVectorMachineAfterOneStep() {
        Row afterOneStep = firstOf(new LinearSVC().setMaxIter(1));

        assertThat(firstOf(new LinearSVC().setMaxIter(100))).isEqualTo(afterOneStep);
    }

    @Test
    void oursNamesTheRow() {
        assertThatThrownBy(() -> firstOf(new PenalizedLogisticRegression()))
                .hasStackTraceContaining("Training row 3 ")
                .hasStackTraceContaining("found NaN");
    }
}
