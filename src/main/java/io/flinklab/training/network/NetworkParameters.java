package io.flinklab.training.network;

import io.flinklab.features.FittedNetwork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What training keeps, or a piece of it: Flink hands no record above 2 MB to whoever waits for a
 * job's results. A bean because Flink's serialiser asks for one.
 */
public class NetworkParameters implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int LONGEST_PIECE = 1 << 16;

    /** Length of the features vector. */
    public int inputs;

    /** How many parameters the whole network has. */
    public int size;

    /** Position of the first of {@link #values} in the whole network. */
    public int first;

    /** Of all layers, see {@code Layout}, or those of this piece. */
    public double[] values;

    /** For Flink's serialiser. */
    public NetworkParameters() {}

    NetworkParameters(int inputs, double[] values) {
        this(inputs, values.length, 0, values);
    }

    private NetworkParameters(int inputs, int size, int first, double[] values) {
        this.inputs = inputs;
        this.size = size;
        this.first = first;
        this.values = values;
    }

    /** The same in pieces that Flink collects. */
    List<NetworkParameters> pieces() {
        List<NetworkParameters> pieces = new ArrayList<>();
        for (int from = 0; from < size; from += LONGEST_PIECE) {
            int to = Math.min(size, from + LONGEST_PIECE);
            pieces.add(
                    new NetworkParameters(
                            inputs, size, from, Arrays.copyOfRange(values, from, to)));
        }
        return pieces;
    }

    /**
     * The whole of its pieces, in any order.
     *
     * @throws IllegalStateException a piece is missing
     */
    public static NetworkParameters whole(List<NetworkParameters> pieces) {
        int size = pieces.isEmpty() ? 1 : pieces.get(0).size;
        int found = pieces.stream().mapToInt(piece -> piece.values.length).sum();
        if (found != size) {
            throw new IllegalStateException(
                    "Expected the pieces of %s parameters; found %s.".formatted(size, found));
        }
        double[] values = new double[size];
        for (NetworkParameters piece : pieces) {
            System.arraycopy(piece.values, 0, values, piece.first, piece.values.length);
        }
        return new NetworkParameters(pieces.get(0).inputs, values);
    }

    /** The layers of the network that was trained with these options. */
    public List<FittedNetwork.Layer> toLayers(NetworkOptions options) {
        return options.layout(inputs).toLayers(values);
    }
}
