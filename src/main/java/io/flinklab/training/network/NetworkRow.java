package io.flinklab.training.network;

import io.flinklab.data.SplitMix64;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One training row. Whether it trains, and in which batch, is drawn from the seed and the row's own
 * keys, so it depends neither on other rows nor on the parallelism. Public with public fields
 * because Flink's serialiser asks for it.
 */
public class NetworkRow {
    private static final long VALIDATION = -1;

    /** Any order does, if it is by content: sums must not depend on the order of arrival. */
    static final Comparator<NetworkRow> CONTENT_ORDER =
            Comparator.<NetworkRow>comparingLong(row -> row.key)
                    .thenComparingLong(row -> row.number)
                    .thenComparingDouble(row -> row.label)
                    .thenComparing(row -> row.features, Arrays::compare);

    /** The key as a number; a row without one has {@link #number} here too. */
    public long key;

    /** A hash of the schema's feature columns. */
    public long number;

    /** Finite. */
    public double[] features;

    /** 0 or 1. */
    public double label;

    /** For Flink's serialiser. */
    public NetworkRow() {}

    NetworkRow(long key, long number, double[] features, double label) {
        this.key = key;
        this.number = number;
        this.features = features;
        this.label = label;
    }

    void write(DataOutputView out) throws IOException {
        out.writeLong(key);
        out.writeLong(number);
        out.writeDouble(label);
        out.writeInt(features.length);
        for (double feature : features) {
            out.writeDouble(feature);
        }
    }

    static NetworkRow read(DataInputView in) throws IOException {
        long key = in.readLong();
        long number = in.readLong();
        double label = in.readDouble();
        double[] features = new double[in.readInt()];
        for (int i = 0; i < features.length; i++) {
            features[i] = in.readDouble();
        }
        return new NetworkRow(key, number, features, label);
    }

    /** Decides the row's bucket. */
    long hash() {
        return SplitMix64.mixed(SplitMix64.mixed(key) + number);
    }

    /** Whether the row does not train but decides when to stop; the same for all rows of a key. */
    boolean isValidation(long seed, double share) {
        return SplitMix64.unit(draw(seed, VALIDATION)) < share;
    }

    /**
     * The row's batch in one epoch.
     *
     * @param epoch from 0
     * @param batches how many there are
     */
    int batch(long seed, int epoch, int batches) {
        long bits = SplitMix64.mixed(draw(seed, epoch) + number);
        return (int) (SplitMix64.unit(bits) * batches);
    }

    /** The key's element of one of several independent random streams. */
    private long draw(long seed, long stream) {
        return SplitMix64.mixed(SplitMix64.mixed(SplitMix64.mixed(seed) + stream) + key);
    }
}
