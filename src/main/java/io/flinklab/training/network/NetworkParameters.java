package io.flinklab.training.network;

import io.flinklab.features.FittedNetwork;
import java.io.Serializable;
import java.util.List;

/** What training keeps. A bean because Flink's serialiser asks for one. */
public class NetworkParameters implements Serializable {
    private static final long serialVersionUID = 1;

    /** Length of the features vector. */
    public int inputs;

    /** Of all layers, see {@code Layout}. */
    public double[] values;

    /** For Flink's serialiser. */
    public NetworkParameters() {}

    NetworkParameters(int inputs, double[] values) {
        this.inputs = inputs;
        this.values = values;
    }

    /** The layers of the network that was trained with these options. */
    public List<FittedNetwork.Layer> toLayers(NetworkOptions options) {
        return options.layout(inputs).toLayers(values);
    }
}
