package io.flinklab.evaluation.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExactBinaryClassificationEvaluatorTest {

    @Test
    void shouldHaveTheDefaultsOfFlinkMlsEvaluator() {
        ExactBinaryClassificationEvaluator ours = new ExactBinaryClassificationEvaluator();
        BinaryClassificationEvaluator theirs = new BinaryClassificationEvaluator();

        assertThat(ours.getLabelCol()).isEqualTo(theirs.getLabelCol());
        assertThat(ours.getRawPredictionCol()).isEqualTo(theirs.getRawPredictionCol());
        assertThat(ours.getWeightCol()).isEqualTo(theirs.getWeightCol());
        assertThat(ours.getMetricsNames()).isEqualTo(theirs.getMetricsNames());
    }

    @Test
    void shouldSetItsParameters() {
        ExactBinaryClassificationEvaluator evaluator =
                new ExactBinaryClassificationEvaluator()
                        .setLabelCol("Exited")
                        .setRawPredictionCol("score")
                        .setWeightCol("weight")
                        .setMetricsNames("ks", "averagePrecision");

        assertThat(evaluator.getLabelCol()).isEqualTo("Exited");
        assertThat(evaluator.getRawPredictionCol()).isEqualTo("score");
        assertThat(evaluator.getWeightCol()).isEqualTo("weight");
        assertThat(evaluator.getMetricsNames()).containsExactly("ks", "averagePrecision");
    }

    @Test
    void shouldRefuseAMetricThatItDoesNotKnow() {
        assertThatThrownBy(() -> new ExactBinaryClassificationEvaluator().setMetricsNames("gini"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldComeBackFromADirectoryWithItsParameters(@TempDir Path directory) throws Exception {
        String path = directory.resolve("evaluator").toString();

        new ExactBinaryClassificationEvaluator()
                .setWeightCol("weight")
                .setMetricsNames("areaUnderLorenz")
                .save(path);

        ExactBinaryClassificationEvaluator loaded =
                ExactBinaryClassificationEvaluator.load(null, path);
        assertThat(loaded.getWeightCol()).isEqualTo("weight");
        assertThat(loaded.getMetricsNames()).containsExactly("areaUnderLorenz");
    }

    @Test
    void shouldReadNumbersOfAnyTypeAndTheSecondElementOfAVector() {
        Row row = Row.withNames();
        row.setField("label", 1);
        row.setField("raw", Vectors.dense(0.3, 0.7));
        row.setField("weight", 2L);

        assertThat(
                        new ExactBinaryClassificationEvaluator.ReadRow("label", "raw", "weight")
                                .map(row))
                .isEqualTo(Tuple3.of(1.0, 0.7, 2.0));
    }

    @Test
    void shouldNameTheColumnAndTheValueThatIsNoNumber() {
        Row row = Row.withNames();
        row.setField("label", "yes");
        row.setField("raw", 0.5);

        assertThatThrownBy(
                        () ->
                                new ExactBinaryClassificationEvaluator.ReadRow("label", "raw", null)
                                        .map(row))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Column label")
                .hasMessageContaining("found yes");
    }
}
