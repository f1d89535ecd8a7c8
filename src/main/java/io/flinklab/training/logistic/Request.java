package io.flinklab.training.logistic;

import java.io.Serializable;

/**
 * What the solver asks of the subtasks that hold rows in one round. Public with public fields
 * because Flink's serialiser asks for it.
 */
public class Request implements Serializable {
    private static final long serialVersionUID = 1;

    /** Where to evaluate, the intercept first if there is one; null asks for counts of the rows. */
    public double[] coefficients;

    /** 1 when the first coefficient is the intercept, otherwise 0. */
    public int offset;

    /** Whether second derivatives are wanted too. */
    public boolean hessian;

    /** Multiplies the weight of rows labelled 0. */
    public double weightOfZeros;

    /** Multiplies the weight of rows labelled 1. */
    public double weightOfOnes;

    /** For Flink's serialiser; as it is, asks for counts. */
    public Request() {}

    /** For the sums at a point. */
    Request(double[] coefficients, int offset, boolean hessian, double[] classWeights) {
        this.coefficients = coefficients;
        this.offset = offset;
        this.hessian = hessian;
        this.weightOfZeros = classWeights[0];
        this.weightOfOnes = classWeights[1];
    }
}
