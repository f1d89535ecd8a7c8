package io.flinklab.training.network;

import java.io.Serializable;

/**
 * Adam with its authors' constants (Kingma and Ba, "Adam: A Method for Stochastic Optimization",
 * 2015, algorithm 1), with weight decay apart from the gradient (Loshchilov and Hutter, "Decoupled
 * Weight Decay Regularization", 2019, algorithm 2).
 */
final class Adam implements Serializable {
    private static final long serialVersionUID = 1;
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double learningRate;
    private final double weightDecay;
    private final boolean[] decays;
    final double[] mean;
    final double[] square;
    private int steps;

    /**
     * Before the first step.
     *
     * @param decays for each parameter whether weight decay applies to it
     */
    Adam(double learningRate, double weightDecay, boolean[] decays) {
        this(
                learningRate,
                weightDecay,
                decays,
                new double[decays.length],
                new double[decays.length],
                0);
    }

    /** After so many steps, with the moving averages of the gradients and of their squares. */
    Adam(
            double learningRate,
            double weightDecay,
            boolean[] decays,
            double[] mean,
            double[] square,
            int steps) {
        this.learningRate = learningRate;
        this.weightDecay = weightDecay;
        this.decays = decays;
        this.mean = mean;
        this.square = square;
        this.steps = steps;
    }

    /** Steps so far. */
    int steps() {
        return steps;
    }

    /** Moves the parameters one step down a gradient. */
    void step(double[] parameters, double[] gradient) {
        steps++;
        double meanScale = 1 - Math.pow(BETA_1, steps);
        double squareScale = 1 - Math.pow(BETA_2, steps);
        for (int i = 0; i < parameters.length; i++) {
            mean[i] = BETA_1 * mean[i] + (1 - BETA_1) * gradient[i];
            square[i] = BETA_2 * square[i] + (1 - BETA_2) * gradient[i] * gradient[i];
            double move = mean[i] / meanScale / (Math.sqrt(square[i] / squareScale) + EPSILON);
            double decay = decays[i] ? weightDecay * parameters[i] : 0;
            parameters[i] -= learningRate * (move + decay);
        }
    }
}
