package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Example;
import io.flinklab.evaluation.Curves;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.UnseenCategoryException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * What happened beside what a model expected, row by row: all that measuring needs.
 *
 * @param labels 0 or 1
 * @param scores probabilities of label 1, from 0 to 1; as many as labels
 */
public record LabelledScores(double[] labels, double[] scores) {

    /**
     * Scores labelled customers, in their order; those whom the model skips or refuses because of a
     * category that it was not trained with are left out.
     *
     * @throws DataException the model cannot score one of them
     */
    public static LabelledScores of(Scorer scorer, List<Example> customers) {
        Scores found = scores(scorer, customers);
        DoubleStream.Builder labels = DoubleStream.builder();
        DoubleStream.Builder scores = DoubleStream.builder();
        for (int i = 0; i < found.size(); i++) {
            if (!found.isSkipped(i)) {
                labels.add(customers.get(i).label());
                scores.add(found.get(i));
            }
        }
        return new LabelledScores(labels.build().toArray(), scores.build().toArray());
    }

    private static Scores scores(Scorer scorer, List<Example> customers) {
        try {
            return scorer.score(customers);
        } catch (UnseenCategoryException oneOfThem) {
            return new Scores(
                    customers.stream().mapToDouble(each -> scoreOrNaN(scorer, each)).toArray());
        } catch (IllegalArgumentException e) {
            throw new DataException("The model cannot score the rows: " + e.getMessage(), e);
        }
    }

    private static double scoreOrNaN(Scorer scorer, Example customer) {
        try {
            return scorer.predict(customer).map(Prediction::score).orElse(Double.NaN);
        } catch (UnseenCategoryException refused) {
            return Double.NaN;
        }
    }

    /** Customers who all get the same score: the least that a model has to beat. */
    public static LabelledScores constant(double score, List<Example> customers) {
        double[] scores = new double[customers.size()];
        Arrays.fill(scores, score);
        return new LabelledScores(labels(customers), scores);
    }

    /** The labels of customers, in their order. */
    public static double[] labels(List<Example> customers) {
        return customers.stream().mapToDouble(Example::label).toArray();
    }

    /** The metrics, at threshold 0.5. */
    public Evaluation evaluation() {
        return Evaluation.of(labels, scores);
    }

    /** The metrics at another threshold; see {@link Evaluation#of(double[], double[], double)}. */
    public Evaluation evaluation(double threshold) {
        return Evaluation.of(labels, scores, threshold);
    }

    /** The curves. */
    public Curves curves() {
        return Curves.of(labels, scores);
    }
}
