package io.flinklab.lesson;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.types.Row;

/** How far rows are from the centres of their clusters. */
public final class Inertia {
    private static final String CENTROIDS = "centroids";

    private Inertia() {}

    /**
     * The sum over all rows of the squared Euclidean distance to the nearest centre: what k-means
     * makes small. A centre of NaN, which KMeans gives to a cluster without rows, is near to none.
     *
     * @param vectors all of the centres' length
     * @param model the row of a KMeans' model data, with its {@code centroids}
     */
    public static double of(List<double[]> vectors, Row model) {
        DenseVector[] centroids = model.getFieldAs(CENTROIDS);
        return vectors.stream().mapToDouble(vector -> nearest(vector, centroids)).sum();
    }

    /** The inertia by the number of clusters of each model. */
    public static SortedMap<Integer, Double> byClusters(List<double[]> vectors, List<Row> models) {
        SortedMap<Integer, Double> inertia = new TreeMap<>();
        models.forEach(model -> inertia.put(clusters(model), of(vectors, model)));
        return inertia;
    }

    private static int clusters(Row model) {
        return model.<DenseVector[]>getFieldAs(CENTROIDS).length;
    }

    private static double nearest(double[] vector, DenseVector[] centroids) {
        double nearest = Double.POSITIVE_INFINITY;
        for (DenseVector centroid : centroids) {
            double distance = squaredDistance(vector, centroid.values);
            nearest = distance < nearest ? distance : nearest;
        }
        return nearest;
    }

    private static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }
}
