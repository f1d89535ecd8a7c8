package io.flinklab.training.network;

import io.flinklab.data.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** Rows whose labels a network can learn: they depend on the product of two features. */
final class SyntheticNetworkRows {
    private SyntheticNetworkRows() {}

    static List<NetworkRow> of(int rows, int columns, long seed) {
        List<NetworkRow> made = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            SplitMix64 random = new SplitMix64(seed, i);
            double[] features = new double[columns];
            for (int j = 0; j < columns; j++) {
                features[j] = 4 * random.next() - 2;
            }
            double margin = 2 * features[0] * features[1] - 0.5;
            double label = random.next() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
            made.add(new NetworkRow(1_000 + i / 2, i, features, label));
        }
        return made;
    }

    static NetworkRow withLabel(NetworkRow row, double label) {
        return new NetworkRow(row.key, row.number, row.features, label);
    }
}
