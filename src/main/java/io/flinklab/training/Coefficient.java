package io.flinklab.training;

import io.flinklab.features.FeatureNames;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One coefficient of a logistic regression.
 *
 * @param feature what it multiplies; see {@link io.flinklab.features.FeatureNames}
 * @param value change of the log-odds when the feature rises by 1
 * @param standardError how far chance in the training rows moves it; NaN where it is not known
 */
public record Coefficient(String feature, double value, double standardError) {

    /** Factor of the odds, p / (1 - p), when the feature rises by 1; above 0. */
    public double oddsRatio() {
        return Math.exp(value);
    }

    /**
     * A trained model's coefficients in the order of its features, without the intercept.
     *
     * @param saved the directory of Flink ML's saved pipeline, which holds the standard errors of
     *     our own estimator; Flink ML's own estimates none
     */
    public static List<Coefficient> of(FittedPipeline pipeline, Path saved) throws IOException {
        FittedStage.LogisticRegression classifier = pipeline.classifier();
        List<String> names = FeatureNames.of(pipeline);
        double[] errors =
                new SavedPipeline(saved, pipeline.stages().size())
                        .standardErrors(classifier.coefficients().size());
        return IntStream.range(0, names.size())
                .mapToObj(
                        i ->
                                new Coefficient(
                                        names.get(i), classifier.coefficients().get(i), errors[i]))
                .toList();
    }

    /** The {@code n} farthest from 0, the farthest first. */
    public static List<Coefficient> largest(List<Coefficient> coefficients, int n) {
        return coefficients.stream()
                .sorted(Comparator.comparingDouble(c -> -Math.abs(c.value())))
                .limit(n)
                .toList();
    }
}
