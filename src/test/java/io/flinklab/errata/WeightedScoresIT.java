package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.evaluation.flink.ExactBinaryClassificationEvaluator;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = BinaryClassificationEvaluator.class,
        defect = "the area under the ROC curve is wrong with weights, and may be below 0",
        cure = "`ExactBinaryClassificationEvaluator`",
        repairedBy = "FLINK-32889")
class WeightedScoresIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    /** Every positive row has a higher score than every negative one: the area is 1. */
    private double area(AlgoOperator<?> evaluator) {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(1.0, .9, 3.0),
                                        Row.of(1.0, .8, 3.0),
                                        Row.of(0.0, .2, 1.0)))
                        .as("label", "rawPrediction", "weight");
        return rows(evaluator.transform(table)[0]).get(0).getFieldAs("areaUnderROC");
    }

    @Test
    void flinkMlGivesANegativeArea() {
        assertThat(area(new BinaryClassificationEvaluator().setWeightCol("weight"))).isNegative();
    }

    @Test
    void oursGivesOne() {
        assertThat(area(new ExactBinaryClassificationEvaluator().setWeightCol("weight")))
                .isEqualTo(1);
    }
}
