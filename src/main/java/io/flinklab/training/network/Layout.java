package io.flinklab.training.network;

import io.flinklab.data.SplitMix64;
import io.flinklab.features.FittedNetwork;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a network's parameters are in one array: layer after layer, first the weights, for each
 * output those of all inputs, then the biases.
 *
 * @param sizes numbers that enter, neurons of each hidden layer, 1
 */
record Layout(List<Integer> sizes) implements Serializable {

    /** A network with one output. */
    static Layout of(int inputs, List<Integer> hidden) {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(inputs);
        sizes.addAll(hidden);
        sizes.add(1);
        return new Layout(List.copyOf(sizes));
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
            position += (inputs(before) + 1) * outputs(before);
        }
        return position;
    }

    /** Position of a layer's first bias. */
    int biases(int layer) {
        return weights(layer) + inputs(layer) * outputs(layer);
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

    /** The parameters as layers. */
    List<FittedNetwork.Layer> toLayers(double[] parameters) {
        List<FittedNetwork.Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < layers(); layer++) {
            List<List<Double>> weights = new ArrayList<>();
            for (int output = 0; output < outputs(layer); output++) {
                int first = weights(layer) + output * inputs(layer);
                weights.add(boxed(parameters, first, inputs(layer)));
            }
            layers.add(
                    new FittedNetwork.Layer(
                            weights, boxed(parameters, biases(layer), outputs(layer))));
        }
        return layers;
    }

    private static List<Double> boxed(double[] values, int from, int length) {
        return Arrays.stream(values, from, from + length).boxed().toList();
    }
}
