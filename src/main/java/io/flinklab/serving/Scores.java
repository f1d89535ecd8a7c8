package io.flinklab.serving;

import java.util.Arrays;

/** Scores of a list of examples, by position in that list; examples skipped have none. */
public final class Scores {
    private final double[] scores;

    /** Takes the array over; NaN stands for an example skipped. */
    public Scores(double[] scores) {
        this.scores = scores;
    }

    /** How many examples were given, with those skipped. */
    public int size() {
        return scores.length;
    }

    /** Whether the model left this example out. */
    public boolean isSkipped(int position) {
        return Double.isNaN(scores[position]);
    }

    /** How many examples the model left out. */
    public int skipped() {
        return (int) Arrays.stream(scores).filter(Double::isNaN).count();
    }

    /**
     * An example's score, 0 to 1: see {@link Scorer#meaning()}.
     *
     * @throws IllegalStateException if the model left the example out
     */
    public double get(int position) {
        if (isSkipped(position)) {
            throw new IllegalStateException(
                    "Example "
                            + position
                            + " of the list has no score: the model skips its category. Ask"
                            + " isSkipped first.");
        }
        return scores[position];
    }

    /** The scores of all examples that have one, in their order. */
    public double[] toArray() {
        return Arrays.stream(scores).filter(score -> !Double.isNaN(score)).toArray();
    }
}
