package io.flinklab.serving;

import java.util.Arrays;

/** Scores of a list of customers, by position in that list; customers skipped have none. */
public final class Scores {
    private final double[] scores;

    /** Takes the array over; NaN stands for a customer skipped. */
    public Scores(double[] scores) {
        this.scores = scores;
    }

    /** How many customers were given, with those skipped. */
    public int size() {
        return scores.length;
    }

    /** Whether the model left this customer out. */
    public boolean isSkipped(int position) {
        return Double.isNaN(scores[position]);
    }

    /** How many customers the model left out. */
    public int skipped() {
        return (int) Arrays.stream(scores).filter(Double::isNaN).count();
    }

    /**
     * A customer's probability to leave, 0 to 1.
     *
     * @throws IllegalStateException if the model left the customer out
     */
    public double get(int position) {
        if (isSkipped(position)) {
            throw new IllegalStateException(
                    "Customer "
                            + position
                            + " of the list has no score: the model skips its category. Ask"
                            + " isSkipped first.");
        }
        return scores[position];
    }

    /** The scores of all customers that have one, in their order. */
    public double[] toArray() {
        return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    }
}
