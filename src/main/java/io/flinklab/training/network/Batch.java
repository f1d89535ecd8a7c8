package io.flinklab.training.network;

import java.util.List;

/**
 * Rows that go through the network together.
 *
 * @param features row after row
 * @param labels one for each row
 */
record Batch(double[] features, double[] labels) {

    static Batch of(List<NetworkRow> rows) {
        int size = rows.isEmpty() ? 0 : rows.get(0).features.length;
        double[] features = new double[rows.size() * size];
        double[] labels = new double[rows.size()];
        for (int i = 0; i < labels.length; i++) {
            System.arraycopy(rows.get(i).features, 0, features, i * size, size);
            labels[i] = rows.get(i).label;
        }
        return new Batch(features, labels);
    }

    int rows() {
        return labels.length;
    }
}
