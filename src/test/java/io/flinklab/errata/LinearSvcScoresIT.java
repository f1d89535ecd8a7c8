package io.flinklab.errata;

import static io.flinklab.errata.StockFlink.rows;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Erratum(
        stages = LinearSVC.class,
        defect =
                "writes the score of class 1 first into `rawPrediction`, where `LogisticRegression` writes it last and `BinaryClassificationEvaluator` looks for it: a perfect classifier is given an area of 0",
        cure = "take the first element, and measure with `Evaluation`")
class LinearSvcScoresIT {
    @RegisterExtension static final StockFlink FLINK = new StockFlink();

    private final StreamExecutionEnvironment env = FLINK.environment();
    private final StreamTableEnvironment tEnv = StreamTableEnvironment.create(env);

    @Test
    void flinkMlRanksAPerfectClassifierBackwards() {
        Table table =
                tEnv.fromDataStream(
                                env.fromElements(
                                        Row.of(Vectors.dense(-2), 0.0),
                                        Row.of(Vectors.dense(-1), 0.0),
                                        Row.of(Vectors.dense(1), 1.0),
                                        Row.of(Vectors.dense(2), 1.0)))
                        .as("features", "label");

        Table predicted = new LinearSVC().fit(table).transform(table)[0];

        assertThat(rows(predicted))
                .allSatisfy(
                        row -> {
                            double label = row.getFieldAs("label");
                            double score = row.<DenseVector>getFieldAs("rawPrediction").get(0);
                            assertThat(row.<Double>getFieldAs("prediction")).isEqualTo(label);
                            assertThat(score > 0).isEqualTo(label == 1);
                        });
        Row measured = rows(new BinaryClassificationEvaluator().transform(predicted)[0]).get(0);
        assertThat(measured.<Double>getFieldAs("areaUnderROC")).isZero();
    }
}
