package io.flinklab.training.network;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import java.util.Arrays;

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
     * @throws io.flinklab.training.logistic.TrainingException it is not there
     */
    TorchNetwork(Layout layout) {
        TorchEngine.require();
        this.layout = layout;
        this.memory = NDManager.newBaseManager(TorchEngine.name());
    }

    /** Sum of the rows' log-losses. */
    double loss(double[] parameters, Batch batch) {
        if (batch.rows() == 0) {
            return 0;
        }
        try (NDManager call = memory.newSubManager()) {
            return loss(parameters(call, parameters), batch, call).getDouble();
        }
    }

    /**
     * Sum of the rows' log-losses, and its gradient.
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
                            Engine.getEngine(TorchEngine.name()).newGradientCollector()) {
                NDArray[] variables = parameters(call, parameters);
                for (NDArray variable : variables) {
                    variable.setRequiresGradient(true);
                }
                NDArray loss = loss(variables, batch, call);
                collector.backward(loss);
                readGradient(variables, gradient);
                return loss.getDouble();
            }
        }
    }

    /** Weights and biases of each layer. */
    private NDArray[] parameters(NDManager call, double[] parameters) {
        NDArray[] arrays = new NDArray[2 * layout.layers()];
        for (int layer = 0; layer < layout.layers(); layer++) {
            int outputs = layout.outputs(layer);
            Shape weights = new Shape(outputs, layout.inputs(layer));
            arrays[2 * layer] =
                    call.create(part(parameters, layout.weights(layer), weights), weights);
            Shape biases = new Shape(outputs);
            arrays[2 * layer + 1] =
                    call.create(part(parameters, layout.biases(layer), biases), biases);
        }
        return arrays;
    }

    private static double[] part(double[] parameters, int from, Shape shape) {
        return Arrays.copyOfRange(parameters, from, from + (int) shape.size());
    }

    private NDArray loss(NDArray[] parameters, Batch batch, NDManager call) {
        NDArray values = call.create(batch.features(), new Shape(batch.rows(), layout.inputs(0)));
        for (int layer = 0; layer < layout.layers(); layer++) {
            NDArray rectified = layer == 0 ? values : Activation.relu(values);
            values = rectified.matMul(parameters[2 * layer].transpose());
            values = values.add(parameters[2 * layer + 1]);
        }
        NDArray margins = values.reshape(batch.rows());
        NDArray labels = call.create(batch.labels());
        // -log of the label's probability, without its overflow.
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
}
