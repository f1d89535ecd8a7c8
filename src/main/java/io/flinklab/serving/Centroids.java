package io.flinklab.serving;

import io.flinklab.features.Predictor.KMeans;

/** The centres of segments, and how far a row is from each. */
final class Centroids {
    private final double[][] centroids;
    private final double[] norms;
    private final KMeans.Distance distance;

    private Centroids(double[][] centroids, KMeans.Distance distance) {
        this.centroids = centroids;
        this.distance = distance;
        norms = new double[centroids.length];
        for (int i = 0; i < norms.length; i++) {
            norms[i] = norm(centroids[i]);
        }
    }

    static Centroids of(KMeans stage) {
        return new Centroids(
                stage.centroids().stream().map(StageSteps::unboxed).toArray(double[][]::new),
                stage.distance());
    }

    /** The number of the nearest centre, and how clearly it is the nearest: 0 to 1. */
    double[] nearest(double[] point) {
        double norm = norm(point);
        int nearest = -1;
        double first = Double.POSITIVE_INFINITY;
        double second = Double.POSITIVE_INFINITY;
        for (int i = 0; i < centroids.length; i++) {
            double found = distance(point, norm, i);
            if (found < first) {
                nearest = i;
                second = first;
                first = found;
            } else if (found < second) {
                second = found;
            }
        }
        return new double[] {nearest, second > 0 ? 1 - ratio(Math.max(0, first), second) : 0};
    }

    private double ratio(double first, double second) {
        double ratio = first / second;
        return distance == KMeans.Distance.EUCLIDEAN ? Math.sqrt(ratio) : ratio;
    }

    /** The distance; squared where it is Euclidean, as Flink ML compares it. */
    private double distance(double[] point, double norm, int centroid) {
        double[] other = centroids[centroid];
        return switch (distance) {
            // Flink ML's formula, so that equal distances are equal here, too.
            case EUCLIDEAN ->
                    Math.max(
                            0,
                            norm * norm
                                    + norms[centroid] * norms[centroid]
                                    - 2 * dot(point, other));
            case MANHATTAN -> {
                double sum = 0;
                for (int i = 0; i < point.length; i++) {
                    sum += Math.abs(other[i] - point[i]);
                }
                yield sum;
            }
            case COSINE -> {
                if (norm == 0 || norms[centroid] == 0) {
                    throw new IllegalArgumentException(
                            "Expected features that are not all 0, of which the cosine distance is"
                                    + " not defined; found them for the row or a centre.");
                }
                yield 1 - dot(other, point) / norms[centroid] / norm;
            }
        };
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += left[i] * right[i];
        }
        return sum;
    }
}
