package io.flinklab.errata;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegression;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = OnlineLogisticRegression.class,
        defect =
                "ignores `weightCol` where the features are dense, and with sparse ones "
                        + "divides by the weights without multiplying by them",
        cure = "`StreamLogisticRegression` weighs each row's gradient")
class OnlineWeightsIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    private DenseVector coefficients(double firstWeight) throws Exception {
        Table start =
                tEnv.fromDataStream(env.fromElements(Row.of(Vectors.dense(.1), 0L)))
                        .as("coefficient", "modelVersion");
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(1), 1.0, firstWeight),
                                        Row.of(Vectors.dense(2), 0.0, 1.0)))
                        .as("features", "label", "weight");
        Table model =
                new OnlineLogisticRegression()
                        .setWeightCol("weight")
                        .setGlobalBatchSize(2)
                        .setInitialModelData(start)
                        .fit(table)
                        .getModelData()[0];
        return LogisticRegressionModelDataUtil.getModelDataStream(model)
                .executeAndCollect(1)
                .get(0)
                .coefficient;
    }

    @Test
    void flinkMlGivesTheSameModelWhateverARowWeighs() throws Exception {
        assertThat(coefficients(1000)).isEqualTo(coefficients(1));
    }
}
