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
                "`maxIter` counts mini-batches, not passes over the rows: rows after "
                        + "the first `maxIter` * `globalBatchSize` have no influence",
        cure = "`PenalizedLogisticRegression` reads every row in each iteration")
class MiniBatchIterationsIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    /** Trained for 2 iterations with batches of 2 rows; the fifth row is the one given. */
    private DenseVector coefficients(Row fifth) throws Exception {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(1), 0.0),
                                        Row.of(Vectors.dense(2), 1.0),
                                        Row.of(Vectors.dense(3), 0.0),
                                        Row.of(Vectors.dense(4), 1.0),
                                        fifth))
                        .as("features", "label");
        Table model =
                new LogisticRegression()
                        .setMaxIter(2)
                        .setGlobalBatchSize(2)
                        .fit(table)
                        .getModelData()[0];
        return LogisticRegressionModelDataUtil.getModelDataStream(model)
                .executeAndCollect(1)
                .get(0)
                .coefficient;
    }

    @Test
    void flinkMlNeverSeesTheFifthRow() throws Exception {
        assertThat(coefficients(Row.of(Vectors.dense(1000), 1.0)))
                .isEqualTo(coefficients(Row.of(Vectors.dense(-1000), 1.0)));
    }
}
