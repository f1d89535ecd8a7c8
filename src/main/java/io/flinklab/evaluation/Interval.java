package io.flinklab.evaluation;

/**
 * A metric and how far chance may have moved it.
 *
 * @param estimate the metric on the rows themselves
 * @param lower the interval's lower end
 * @param upper the interval's upper end
 * @param level share of replicates between the ends, such as 0.95
 * @param replicates how many had a value; those where the metric is NaN (a class was not drawn) are
 *     left out
 */
public record Interval(double estimate, double lower, double upper, double level, int replicates) {

    /** Whether the value lies between the ends; they belong to the interval. */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }
}
