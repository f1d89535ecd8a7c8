package io.flinklab.evaluation;

/**
 * Trains on some rows and scores others.
 *
 * @param <E> what may go wrong
 */
@FunctionalInterface
public interface FoldScorer<E extends Exception> {

    /**
     * Scores the test rows with a model that saw only the training rows.
     *
     * @param train positions of the training rows, rising
     * @param test positions of the test rows, rising
     * @return probabilities of label 1, one for each test row in that order
     */
    double[] score(int[] train, int[] test) throws E;
}
