package io.flinklab.interchange.torch;

import io.flinklab.data.Example;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A network with made-up weights, and what it makes of a customer in plain Java. */
final class SampleNetwork {
    private static final List<String> COUNTRIES = List.of("France", "Germany", "Spain");
    private static final List<String> GENDERS = List.of("Female", "Male");
    private static final List<Integer> NUMBERS = List.of(0, 1, 2, 3, 4, 7);
    private static final List<Double> MEAN = List.of(650.5, 38.9, 5.01, 76485.9, 1.53, 100090.2);
    private static final List<Double> STD = List.of(96.6, 10.5, 2.9, 62397.4, 0.58, 57510.5);

    private final FittedNetwork network;

    /** A network of layers with these numbers of outputs, the last of them 1. */
    SampleNetwork(int... outputs) {
        FittedPipeline reference = SamplePipelines.reference(UnseenCategory.KEEP);
        List<FittedStage> stages = reference.stages().subList(0, reference.stages().size() - 1);
        List<FittedNetwork.Layer> layers = new ArrayList<>();
        int inputs = 13;
        for (int size : outputs) {
            layers.add(layer(inputs, size));
            inputs = size;
        }
        network = new FittedNetwork(stages, "features", layers, 0.4);
    }

    FittedNetwork network() {
        return network;
    }

    double score(Example customer) {
        double[] values = features(customer);
        for (int i = 0; i < network.layers().size(); i++) {
            values = sums(network.layers().get(i), values);
            if (i < network.layers().size() - 1) {
                values = Arrays.stream(values).map(value -> Math.max(0, value)).toArray();
            }
        }
        return 1 / (1 + Math.exp(-values[0]));
    }

    /** What the reference plan's stages make. */
    private static double[] features(Example customer) {
        double[] raw = new double[8];
        customer.copyNumbers(raw);
        double[] features = new double[13];
        for (int i = 0; i < 6; i++) {
            features[i] = (raw[NUMBERS.get(i)] - MEAN.get(i)) * (1 / STD.get(i));
        }
        mark(features, 6, COUNTRIES.indexOf(customer.text(0)));
        mark(features, 9, GENDERS.indexOf(customer.text(1)));
        features[11] = customer.number(5);
        features[12] = customer.number(6);
        return features;
    }

    private static void mark(double[] features, int first, int category) {
        if (category >= 0) {
            features[first + category] = 1;
        }
    }

    private static double[] sums(FittedNetwork.Layer layer, double[] inputs) {
        double[] sums = new double[layer.outputs()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = layer.bias().get(i);
            for (int j = 0; j < inputs.length; j++) {
                sums[i] += layer.weights().get(i).get(j) * inputs[j];
            }
        }
        return sums;
    }

    private static FittedNetwork.Layer layer(int inputs, int outputs) {
        List<List<Double>> weights =
                IntStream.range(0, outputs).mapToObj(i -> waves(inputs, i)).toList();
        return new FittedNetwork.Layer(weights, waves(outputs, 100));
    }

    private static List<Double> waves(int count, int phase) {
        return IntStream.range(0, count).mapToObj(i -> Math.sin(1.7 * i + phase) / 2).toList();
    }
}
