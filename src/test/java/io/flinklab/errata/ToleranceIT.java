package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.linalg.DenseVector;
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
                "`tol` is compared with the loss itself, not with its change: training "
                        + "stops when the loss is small, however fast it still falls, and "
                        + "otherwise never",
        cure =
                "`PenalizedLogisticRegression` stops when a step changes no coefficient "
                        + "by more than `tol`")
class ToleranceIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    /** The loss of a model without coefficients is log 2, which is 0.693. */
    private DenseVector coefficients(int maxIter, double tol) throws Exception {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(1), 1.0),
                                        Row.of(Vectors.dense(-1), 0.0)))
                        .as("features", "label");
        Table model =
                new LogisticRegression()
                        .setMaxIter(maxIter)
                        .setTol(tol)
                        .fit(table)
                        .getModelData()[0];
        return LogisticRegressionModelDataUtil.getModelDataStream(model)
                .executeAndCollect(1)
                .get(0)
                .coefficient;
    }

    @Test
    void flinkMlStopsAfterTheFirstStepWhereTheFirstLossIsBelowTheTolerance() throws Exception {
        DenseVector afterOneStep = coefficients(1, 0);

        assertThat(coefficients(50, 0.70)).isEqualTo(afterOneStep);
        assertThat(coefficients(50, 0.69).get(0)).isGreaterThan(afterOneStep.get(0));
    }
}
