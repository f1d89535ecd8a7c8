package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
        defect = "has no intercept, and no option for one",
        cure =
                "`PenalizedLogisticRegression` has one; elsewhere a full one-hot "
                        + "encoding stands in for it")
class NoInterceptIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    /** Three of four labels are 1, and the feature says nothing about them. */
    private Row atZero(Estimator<?, ?> estimator) {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(0), 1.0),
                                        Row.of(Vectors.dense(0), 1.0),
                                        Row.of(Vectors.dense(0), 1.0),
                                        Row.of(Vectors.dense(0), 0.0)))
                        .as("features", "label");
        return rows(((Model<?>) estimator.fit(table)).transform(table)[0]).get(0);
    }

    @Test
    void flinkMlPredictsNothingElseThanZeroFromAFeatureThatIsZero() {
        assertThat(atZero(new LogisticRegression()).getField("rawPrediction"))
                .isEqualTo(Vectors.dense(.5, .5));
        assertThat(atZero(new LinearSVC()).<Vector>getFieldAs("rawPrediction").get(0)).isZero();
        assertThat(atZero(new LinearRegression()).<Double>getFieldAs("prediction")).isZero();
    }

    @Test
    void oursPredictsTheShareOfOnes() {
        Vector probabilities =
                atZero(new PenalizedLogisticRegression().setReg(1.0)).getFieldAs("rawPrediction");

        assertThat(probabilities.get(1)).isCloseTo(.75, within(1e-6));
    }
}
