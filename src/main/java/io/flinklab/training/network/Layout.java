package io.flinklab.training.network;

import io.flinklab.data.SplitMix64;
import io.flinklab.features.FittedNetwork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the parameters of a network are in one array: layer after layer, first the weights, for
 * each member, for each of its outputs those of all inputs, then the biases, for each member.
 *
 * <p>Members are networks of the same shape side by side, each trained as if it were alone; the
 * network that they make together has the mean of their margins.
 *
 * @param members how many there are, 1 or more
 * @param sizes of each member: numbers that enter, neurons of each hidden layer, 1
 */
record Layout(int members, List<Integer> sizes) implements Serializable {

    /** Members with one output. */
    static Layout of(int inputs, int members, List<Integer> hidden) {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(inputs);
        sizes.addAll(hidden);
        sizes.add(1);
        return new Layout(members, List.copyOf(sizes));
    }

    int layers() {
        return sizes.size() - 1;
    }

    int inputs(int layer) {
        return sizes.get(layer);
    }

    int outputs(int layer) {
        return sizes.get(layer + 1);
    }

    /** Position of a layer's first weight; for the number of layers, the number of parameters. */
    int weights(int layer) {
        int position = 0;
        for (int before = 0; before < layer; before++) {
            position += members * (inputs(before) + 1) * outputs(before);
        }
        return position;
    }

    /** Position of a layer's first bias. */
    int biases(int layer) {
        return weights(layer) + members * inputs(layer) * outputs(layer);
    }

    /** How many parameters there are. */
    int size() {
        return weights(layers());
    }

    /** For each parameter whether it is a weight, not a bias. */
    boolean[] areWeights() {
        boolean[] are = new boolean[size()];
        for (int layer = 0; layer < layers(); layer++) {
            Arrays.fill(are, weights(layer), biases(layer), true);
        }
        return are;
    }

    /**
     * Parameters to begin with: weights uniform in ±√(6 / inputs), which keeps the variance behind
     * rectifiers (He et al., "Delving Deep into Rectifiers", 2015); biases 0.
     */
    double[] start(long seed) {
        double[] parameters = new double[size()];
        SplitMix64 random = new SplitMix64(seed, 0);
        for (int layer = 0; layer < layers(); layer++) {
            double bound = Math.sqrt(6.0 / inputs(layer));
            for (int i = weights(layer); i < biases(layer); i++) {
                parameters[i] = (2 * random.next() - 1) * bound;
            }
        }
        return parameters;
    }

    /**
     * The members as one network: their neurons side by side, weights between those of two members
     * 0, and behind them the mean of their margins.
     */
    List<FittedNetwork.Layer> toLayers(double[] parameters) {
        List<FittedNetwork.Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < layers() - 1; layer++) {
            layers.add(hiddenLayer(layer, parameters));
        }
        layers.add(meanOfMargins(parameters));
        return layers;
    }

    private FittedNetwork.Layer hiddenLayer(int layer, double[] parameters) {
        List<List<Double>> weights = new ArrayList<>();
        for (int output = 0; output < members * outputs(layer); output++) {
            int first = weights(layer) + output * inputs(layer);
            int member = output / outputs(layer);
            // All members read the same features, but then each only its own neurons.
            boolean shared = layer == 0;
            double[] row = new double[shared ? inputs(0) : members * inputs(layer)];
            int to = shared ? 0 : member * inputs(layer);
            System.arraycopy(parameters, first, row, to, inputs(layer));
            weights.add(boxed(row));
        }
        return new FittedNetwork.Layer(
                weights, boxed(Arrays.copyOfRange(parameters, biases(layer), weights(layer + 1))));
    }

    private FittedNetwork.Layer meanOfMargins(double[] parameters) {
        int last = layers() - 1;
        double[] weights = Arrays.copyOfRange(parameters, weights(last), biases(last));
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= members;
        }
        double bias = Arrays.stream(parameters, biases(last), size()).sum() / members;
        return new FittedNetwork.Layer(List.of(boxed(weights)), List.of(bias));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
