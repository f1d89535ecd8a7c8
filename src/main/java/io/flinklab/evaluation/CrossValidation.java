package io.flinklab.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures a way of training: each row is scored by a model that did not see it. */
public final class CrossValidation {
    private final List<Evaluation> evaluations;
    private final double[] scores;

    private CrossValidation(List<Evaluation> evaluations, double[] scores) {
        this.evaluations = List.copyOf(evaluations);
        this.scores = scores;
    }

    /**
     * Trains and scores fold after fold.
     *
     * @param <E> what the scorer may throw; it passes through
     * @throws EvaluationException if the scorer gives too few or too many scores, or one that is
     *     not a probability
     */
    public static <E extends Exception> CrossValidation run(Folds folds, Scorer<E> scorer)
            throws E {
        List<Evaluation> evaluations = new ArrayList<>();
        double[] scores = new double[folds.rows()];
        for (int fold = 0; fold < folds.count(); fold++) {
            int[] test = folds.test(fold);
            double[] foldScores = scorer.score(folds.train(fold), test);
            evaluations.add(Evaluation.of(folds.labels(test), foldScores));
            for (int i = 0; i < test.length; i++) {
                scores[test[i]] = foldScores[i];
            }
        }
        return new CrossValidation(evaluations, scores);
    }

    /** One for each fold, at threshold 0.5. */
    public List<Evaluation> evaluations() {
        return evaluations;
    }

    /**
     * The scores of all rows, in the rows' order, each from the model that did not see the row: to
     * choose a threshold without touching test rows.
     */
    public double[] outOfFoldScores() {
        return scores.clone();
    }

    /** Mean of a metric over the folds. */
    public double mean(ToDoubleFunction<Evaluation> metric) {
        return evaluations.stream().mapToDouble(metric).sum() / evaluations.size();
    }

    /** Sample standard deviation of a metric over the folds (divisor: folds - 1). */
    public double standardDeviation(ToDoubleFunction<Evaluation> metric) {
        double mean = mean(metric);
        double squares =
                evaluations.stream()
                        .mapToDouble(metric)
                        .map(value -> (value - mean) * (value - mean))
                        .sum();
        return Math.sqrt(squares / (evaluations.size() - 1));
    }

    /**
     * Trains on some rows and scores others.
     *
     * @param <E> what may go wrong
     */
    @FunctionalInterface
    public interface Scorer<E extends Exception> {

        /**
         * Scores the test rows with a model that saw only the training rows.
         *
         * @param train positions of the training rows, rising
         * @param test positions of the test rows, rising
         * @return probabilities of label 1, one for each test row in that order
         */
        double[] score(int[] train, int[] test) throws E;
    }
}
