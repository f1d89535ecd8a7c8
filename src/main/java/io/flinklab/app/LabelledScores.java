package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Example;
import io.flinklab.evaluation.Curves;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.UnseenCategoryException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Labels and a model's scores, row by row: all that an evaluation needs.
 *
 * @param labels 0 or 1
 * @param scores of label 1, from 0 to 1; as many as labels
 */
public record LabelledScores(double[] labels, double[] scores) {

    /**
     * Scores labelled examples, in their order. Examples that the model skips or refuses, because
     * of a category that it was not trained with, are left out.
     *
     * @throws DataException the model cannot score an example
     */
    public static LabelledScores of(Scorer scorer, List<Example> examples) {
        Scores found = scores(scorer, examples);
        DoubleStream.Builder labels = DoubleStream.builder();
        DoubleStream.Builder scores = DoubleStream.builder();
        for (int i = 0; i < found.size(); i++) {
            if (!found.isSkipped(i)) {
                labels.add(examples.get(i).label());
                scores.add(found.get(i));
            }
        }
        return new LabelledScores(labels.build().toArray(), scores.build().toArray());
    }

    /** The scores of examples by position; NaN for those that the model skips or refuses. */
    static double[] each(Scorer scorer, List<Example> examples) {
        Scores found = scores(scorer, examples);
        return IntStream.range(0, found.size())
                .mapToDouble(i -> found.isSkipped(i) ? Double.NaN : found.get(i))
                .toArray();
    }

    private static Scores scores(Scorer scorer, List<Example> examples) {
        try {
            return scorer.score(examples);
        } catch (UnseenCategoryException oneOfThem) {
            return new Scores(
                    examples.stream().mapToDouble(each -> scoreOrNaN(scorer, each)).toArray());
        } catch (IllegalArgumentException e) {
            throw new DataException("The model cannot score the rows: " + e.getMessage(), e);
        }
    }

    private static double scoreOrNaN(Scorer scorer, Example example) {
        try {
            return scorer.predict(example).map(Prediction::score).orElse(Double.NaN);
        } catch (UnseenCategoryException refused) {
            return Double.NaN;
        }
    }

    /** The same score for all examples: the least that a model has to beat. */
    public static LabelledScores constant(double score, List<Example> examples) {
        double[] scores = new double[examples.size()];
        Arrays.fill(scores, score);
        return new LabelledScores(labels(examples), scores);
    }

    /** The labels of examples, in their order. */
    public static double[] labels(List<Example> examples) {
        return examples.stream().mapToDouble(Example::label).toArray();
    }

    /** The metrics, at threshold 0.5. */
    public Evaluation evaluation() {
        return Evaluation.of(labels, scores);
    }

    /**
     * The metrics that scores of this meaning have, by name: those of {@link Evaluation} at
     * threshold 0.5, without those of probabilities where the scores are none; of segments the
     * number of rows and their mean simplified silhouette, 0 to 1, for which no label is needed.
     */
    public Map<String, Double> metrics(ScoreMeaning meaning) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (meaning == ScoreMeaning.SEGMENT) {
            metrics.put("rows", (double) scores.length);
            metrics.put("silhouette", Arrays.stream(scores).average().orElse(Double.NaN));
            return metrics;
        }
        metrics.putAll(evaluation().toMap());
        if (meaning != ScoreMeaning.PROBABILITY) {
            metrics.keySet().removeAll(Evaluation.OF_PROBABILITIES);
        }
        return metrics;
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
