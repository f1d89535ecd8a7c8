package io.flinklab.training.network;

import java.util.Arrays;
import java.util.Comparator;

/** One training row. Public with public fields because Flink's serialiser asks for it. */
public class NetworkRow {
    /** Any order does, if it is by content: sums must not depend on the order of arrival. */
    static final Comparator<NetworkRow> CONTENT_ORDER =
            Comparator.<NetworkRow>comparingLong(row -> row.customer)
                    .thenComparingLong(row -> row.number)
                    .thenComparingDouble(row -> row.label)
                    .thenComparing(row -> row.features, Arrays::compare);

    /** The key as a number; a row without one has {@link #number} here too. */
    public long customer;

    /** A hash of the schema's feature columns. */
    public long number;

    /** Finite. */
    public double[] features;

    /** 0 or 1. */
    public double label;

    /** For Flink's serialiser. */
    public NetworkRow() {}

    NetworkRow(long customer, long number, double[] features, double label) {
        this.customer = customer;
        this.number = number;
        this.features = features;
        this.label = label;
    }
}
