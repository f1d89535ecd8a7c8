package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ModelHistoryTest {
    private static final List<double[]> ROWS = List.of(new double[] {0, 1}, new double[] {0, 3});

    @Test
    void shouldRankByEachVersionOfTheCoefficients() {
        List<Row> models =
                List.of(
                        named("coefficient", Vectors.dense(9, -1)),
                        named("coefficient", Vectors.dense(9, 1)));

        assertThat(ModelHistory.auroc(models, ROWS, new double[] {0, 1}))
                .containsExactly(Map.entry(1, 0.0), Map.entry(2, 1.0));
    }

    @Test
    void shouldMeasureTheInertiaOfEachVersion() {
        DenseVector[] near = {Vectors.dense(0, 2)};
        DenseVector[] far = {Vectors.dense(0, 5)};

        assertThat(
                        ModelHistory.inertia(
                                List.of(named("centroids", far), named("centroids", near)), ROWS))
                .containsExactly(Map.entry(1, 20.0), Map.entry(2, 2.0));
    }

    private static Row named(String field, Object value) {
        Row row = Row.withNames();
        row.setField(field, value);
        return row;
    }
}
