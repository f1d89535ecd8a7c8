package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class InertiaTest {
    private static final List<double[]> ROWS =
            List.of(new double[] {0, 0}, new double[] {0, 2}, new double[] {5, 1});

    @Test
    void shouldAddTheSquaredDistancesToTheNearestCentres() {
        assertThat(Inertia.of(ROWS, centres(Vectors.dense(0, 1), Vectors.dense(5, 1))))
                .isEqualTo(2);
    }

    @Test
    void shouldTakeNoNoticeOfTheCentreOfAnEmptyCluster() {
        assertThat(
                        Inertia.of(
                                ROWS,
                                centres(
                                        Vectors.dense(Double.NaN, Double.NaN),
                                        Vectors.dense(0, 1))))
                .isEqualTo(27);
    }

    @Test
    void shouldSortModelsByTheirClusters() {
        assertThat(
                        Inertia.byClusters(
                                ROWS,
                                List.of(
                                        centres(Vectors.dense(0, 1), Vectors.dense(5, 1)),
                                        centres(Vectors.dense(0, 1)))))
                .containsExactly(Map.entry(1, 27.0), Map.entry(2, 2.0));
    }

    private static Row centres(DenseVector... centroids) {
        Row model = Row.withNames();
        model.setField("centroids", centroids);
        return model;
    }
}
