package io.flinklab.training.logistic;

import java.io.Serializable;

/**
 * How far training is after one step; given out while it runs. A bean because Flink's serialiser
 * asks for one.
 */
public class TrainingStep implements Serializable {
    private static final long serialVersionUID = 1;

    /** Steps taken; 0 at the start, where all coefficients are 0. */
    public int iteration;

    /** The penalised objective, see {@link PenalizedLogisticRegression}. */
    public double objective;

    /** Euclidean length of the objective's gradient. */
    public double gradientNorm;

    /** For Flink's serialiser. */
    public TrainingStep() {}

    TrainingStep(int iteration, ObjectiveAt point) {
        this.iteration = iteration;
        this.objective = point.objective();
        this.gradientNorm = point.gradientNorm();
    }

    @Override
    public String toString() {
        return "iteration "
                + iteration
                + ": objective "
                + objective
                + ", gradient norm "
                + gradientNorm;
    }
}
