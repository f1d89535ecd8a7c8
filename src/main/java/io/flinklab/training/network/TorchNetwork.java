package io.flinklab.training.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.Arrays;
import java.util.List;

/**
 * Losses and gradients of a network by PyTorch's automatic differentiation, in double precision.
 * Holds memory outside Java's heap until it is closed.
 *
 * <p>The arithmetic of a call depends on its arguments alone: parameters are handed over each time,
 * so no replica can drift, and no gradient is left over from an earlier call.
 */
final class TorchNetwork implements AutoCloseable {
    /**
     * DJL lets one gradient be computed at a time in a process, else it throws. The lock is DJL's
     * own class, which all class loaders share that share DJL.
     */
    private static final Object ONE_AT_A_TIME = GradientCollector.class;

    private final Layout layout;
    private final NDManager memory;

    /**
     * Loads PyTorch where this process has not yet.
     *
     * @throws io.flinklab.training.TrainingException PyTorch is missing
     */
    TorchNetwork(Layout layout) {
        TorchEngine.require();
        this.layout = layout;
        this.memory = NDManager.newBaseManager(TorchEngine.NAME);
    }

    /** Sum over the rows of the log-loss of the members' mean margin. */
    double loss(double[] parameters, Batch batch) {
        if (batch.rows() == 0) {
            return 0;
        }
        try (NDManager call = memory.newSubManager()) {
            NDArray margins = margins(arrays(parameters, call), batch, call).mean(new int[] {0});
            return loss(margins, batch, call).getDouble();
        }
    }

    /**
     * Sum over rows and members of a member's log-loss, and its gradient.
     *
     * @param gradient receives the derivative by each parameter
     */
    double loss(double[] parameters, Batch batch, double[] gradient) {
        if (batch.rows() == 0) {
            return 0;
        }
        synchronized (ONE_AT_A_TIME) {
            try (NDManager call = memory.newSubManager();
                    GradientCollector collector =
                            Engine.getEngine(TorchEngine.NAME).newGradientCollector()) {
                NDArray[] variables = arrays(parameters, call);
                for (NDArray variable : variables) {
                    variable.setRequiresGradient(true);
                }
                NDArray loss = loss(margins(variables, batch, call), batch, call);
                collector.backward(loss);
                readGradient(variables, gradient);
                return loss.getDouble();
            }
        }
    }

    /** Weights and biases of each layer, the members first. */
    private NDArray[] arrays(double[] parameters, NDManager call) {
        NDArray[] arrays = new NDArray[2 * layout.layers()];
        for (int layer = 0; layer < layout.layers(); layer++) {
            int outputs = layout.outputs(layer);
            Shape weights = new Shape(layout.members(), outputs, layout.inputs(layer));
            Shape biases = new Shape(layout.members(), 1, outputs);
            arrays[2 * layer] = array(parameters, layout.weights(layer), weights, call);
            arrays[2 * layer + 1] = array(parameters, layout.biases(layer), biases, call);
        }
        return arrays;
    }

    private static NDArray array(double[] parameters, int from, Shape shape, NDManager call) {
        return call.create(Arrays.copyOfRange(parameters, from, from + (int) shape.size()), shape);
    }

    /** Of each member and row. */
    private NDArray margins(NDArray[] parameters, Batch batch, NDManager call) {
        NDArray values = call.create(batch.features(), new Shape(batch.rows(), layout.inputs(0)));
        for (int layer = 0; layer < layout.layers(); layer++) {
            NDArray inputs = layer == 0 ? values : Activation.relu(values);
            values =
                    inputs.matMul(parameters[2 * layer].swapAxes(1, 2))
                            .add(parameters[2 * layer + 1]);
        }
        return values.reshape(layout.members(), batch.rows());
    }

    /** Of each margin, minus the log of its label's probability: log(1 + exp(m)) - y m. */
    private static NDArray loss(NDArray margins, Batch batch, NDManager call) {
        NDArray labels = call.create(batch.labels());
        return Activation.softPlus(margins).sub(margins.mul(labels)).sum();
    }

    private void readGradient(NDArray[] variables, double[] gradient) {
        for (int layer = 0; layer < layout.layers(); layer++) {
            copy(variables[2 * layer], gradient, layout.weights(layer));
            copy(variables[2 * layer + 1], gradient, layout.biases(layer));
        }
    }

    private static void copy(NDArray variable, double[] gradient, int to) {
        double[] part = variable.getGradient().toDoubleArray();
        System.arraycopy(part, 0, gradient, to, part.length);
    }

    @Override
    public void close() {
        memory.close();
    }

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
}
