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
        defect = "the area under the ROC curve depends on the order of rows whose scores are equal",
        cure = "`ExactBinaryClassificationEvaluator`")
class TiedScoresIT {
    private static final Row POSITIVE = Row.of(1.0, 0.5);
    private static final Row NEGATIVE = Row.of(0.0, 0.5);

    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    /** Of two pairs one is right and one is tied: the area is 3/4. */
    private double area(AlgoOperator<?> evaluator, Row first, Row second) {
        Row best = Row.of(1.0, 0.9);
        Table table =
                tEnv.fromDataStream(env.fromElements(best, first, second))
                        .as("label", "rawPrediction");
        return rows(evaluator.transform(table)[0]).get(0).getFieldAs("areaUnderROC");
    }

    @Test
    void flinkMlLetsTheOrderOfTheRowsDecide() {
        assertThat(area(new BinaryClassificationEvaluator(), POSITIVE, NEGATIVE)).isEqualTo(1);
        assertThat(area(new BinaryClassificationEvaluator(), NEGATIVE, POSITIVE)).isEqualTo(.5);
    }

    @Test
    void oursIsTheSameInEitherOrder() {
        assertThat(area(new ExactBinaryClassificationEvaluator(), POSITIVE, NEGATIVE))
                .isEqualTo(.75);
        assertThat(area(new ExactBinaryClassificationEvaluator(), NEGATIVE, POSITIVE))
                .isEqualTo(.75);
    }
}
