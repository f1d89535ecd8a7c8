package io.flinklab.serving;

import io.flinklab.features.FittedNetwork;
import io.flinklab.serving.PipelineColumns.Column;
import io.flinklab.serving.PipelineColumns.Kind;
import java.util.List;

/** A network's layers, from the features vector to the margin. */
final class NetworkStep implements Step {
    private final int input;
    private final int output;
    private final List<Layer> layers;

    private NetworkStep(int input, int output, List<Layer> layers) {
        this.input = input;
        this.output = output;
        this.layers = layers;
    }

    static Step of(FittedNetwork network, PipelineColumns columns, String margin) {
        Column input = columns.vector(network.input());
        PipelineColumns.requireSize(
                network.input(), input.size(), network.layers().get(0).inputs());
        int output = columns.add(margin, Kind.NUMBER, 1).slot();
        List<Layer> layers = network.layers().stream().map(Layer::of).toList();
        return new NetworkStep(input.slot(), output, layers);
    }

    @Override
    public boolean apply(Object[] row) {
        double[] values = layers.get(0).apply((double[]) row[input]);
        for (Layer layer : layers.subList(1, layers.size())) {
            values = layer.apply(rectified(values));
        }
        row[output] = values[0];
        return true;
    }

    private static double[] rectified(double[] values) {
        for (int i = 0; i < values.length; i++) {
            // Math.max keeps NaN, so that a sum that overflowed is seen at the end.
            values[i] = Math.max(0, values[i]);
        }
        return values;
    }

    /** A layer in arrays: boxed numbers would be most of the time. */
    private record Layer(double[][] weights, double[] bias) {

        static Layer of(FittedNetwork.Layer layer) {
            return new Layer(
                    layer.weights().stream().map(Layer::unboxed).toArray(double[][]::new),
                    unboxed(layer.bias()));
        }

        private static double[] unboxed(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }

        double[] apply(double[] values) {
            double[] sums = bias.clone();
            for (int output = 0; output < sums.length; output++) {
                for (int i = 0; i < values.length; i++) {
                    sums[output] += weights[output][i] * values[i];
                }
            }
            return sums;
        }
    }
}
