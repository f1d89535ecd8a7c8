package io.flinklab.features;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/** The last stage of a pipeline, which gives a row its score and its prediction. */
public sealed interface Predictor extends FittedStage
        permits FittedStage.LogisticRegression,
                Predictor.LinearSVC,
                Predictor.NaiveBayes,
                Predictor.KMeans {

    /** The column of the features vector. */
    String input();

    /** Scores from here on are predicted 1; NaN where the prediction is no label. */
    double threshold();

    /** Every fitted number, in an order of its own. */
    List<Double> parameters();

    /** What the score says. */
    ScoreMeaning meaning();

    /**
     * Features to the margin, coefficients &middot; features, which is Flink ML's raw prediction:
     * its size grows with the distance from the plane that separates the classes. Flink ML predicts
     * 1 from the cut on.
     *
     * <p>The score is 1 / (1 + exp(cut - margin)). It puts the rows in the margin's order and is
     * 0.5 at the cut, but it is no probability: a support vector machine learns no frequencies.
     *
     * @param cut Flink ML's {@code threshold}, in units of the margin
     */
    record LinearSVC(String input, List<Double> coefficients, double cut) implements Predictor {

        /** Copies the list; refuses numbers not finite. */
        public LinearSVC {
            StageRules.require(input != null, "input is given", input);
            coefficients = StageRules.finite("coefficients", coefficients);
            StageRules.require(Double.isFinite(cut), "the threshold is finite", cut);
        }

        /** The logistic regression that gives the same scores and predictions. */
        public LogisticRegression asLogistic() {
            return new LogisticRegression(input, coefficients, -cut, threshold());
        }

        @Override
        public double threshold() {
            return 0.5;
        }

        @Override
        public List<Double> parameters() {
            return coefficients;
        }

        @Override
        public ScoreMeaning meaning() {
            return ScoreMeaning.ORDER;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Features, each of them a category, to the probability that the label is 1: each label's prior
     * times the likelihoods of the features' values, divided by the sum for both labels. It takes
     * the features for independent given the label; where they are not, it comes too near to 0 or
     * 1.
     *
     * <p>A value that training did not see says nothing: its feature is left out. Flink ML's own
     * stage fails there.
     *
     * @param labels 0 and 1, in Flink ML's order, in which the first wins a tie
     * @param logPriors natural logarithms, one for each label
     * @param features one for each element of the features vector
     */
    record NaiveBayes(
            String input, List<Double> labels, List<Double> logPriors, List<Feature> features)
            implements Predictor {

        /** Copies the lists; refuses other labels, unequal lengths and numbers not finite. */
        public NaiveBayes {
            StageRules.require(input != null, "input is given", input);
            labels = StageRules.finite("labels", labels);
            StageRules.require(
                    labels.equals(List.of(0.0, 1.0)) || labels.equals(List.of(1.0, 0.0)),
                    "the labels are 0 and 1",
                    labels);
            logPriors = StageRules.finite("logPriors", logPriors);
            StageRules.sameLength("labels and logPriors", labels, logPriors);
            features = StageRules.filled("features", features);
        }

        /**
         * What training saw of a feature.
         *
         * @param values its distinct values
         * @param logLikelihoods for each label, in the labels' order, one for each value: the
         *     natural logarithm of how probable the value is given the label
         */
        public record Feature(List<Double> values, List<List<Double>> logLikelihoods) {

            /** Copies the lists; refuses repeated values, unequal lengths, numbers not finite. */
            public Feature {
                values = StageRules.finite("values", values);
                StageRules.distinct("values", values);
                logLikelihoods =
                        StageRules.filled("logLikelihoods", logLikelihoods).stream()
                                .map(label -> StageRules.finite("logLikelihoods", label))
                                .toList();
                StageRules.require(
                        logLikelihoods.size() == 2,
                        "logLikelihoods are those of two labels",
                        logLikelihoods.size());
                for (List<Double> label : logLikelihoods) {
                    StageRules.sameLength("values and logLikelihoods", values, label);
                }
            }
        }

        /** The position of label 1. */
        public int positive() {
            return labels.indexOf(1.0);
        }

        /** A half; the next number where label 0 wins a tie. */
        @Override
        public double threshold() {
            return positive() == 0 ? 0.5 : Math.nextUp(0.5);
        }

        @Override
        public List<Double> parameters() {
            return Stream.concat(
                            logPriors.stream(),
                            features.stream()
                                    .flatMap(feature -> feature.logLikelihoods().stream())
                                    .flatMap(List::stream))
                    .toList();
        }

        @Override
        public ScoreMeaning meaning() {
            return ScoreMeaning.PROBABILITY;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Features to the number, from 0, of the nearest centre; of equally near ones the first.
     *
     * @param centroids the centres of the segments, two or more, as long as the features vector
     * @param distance between a row's features and a centre
     */
    record KMeans(String input, List<List<Double>> centroids, Distance distance)
            implements Predictor {

        /** Copies the lists; refuses unequal lengths and numbers not finite. */
        public KMeans {
            StageRules.require(input != null, "input is given", input);
            StageRules.require(distance != null, "distance is given", distance);
            centroids =
                    StageRules.filled("centroids", centroids).stream()
                            .map(each -> StageRules.finite("centroids", each))
                            .toList();
            StageRules.require(centroids.size() > 1, "centroids are two or more", centroids.size());
            for (List<Double> centroid : centroids) {
                StageRules.sameLength("centroids", centroids.get(0), centroid);
            }
        }

        /** Flink ML's measures of distance. */
        public enum Distance {
            /** The square root of the summed squares. */
            @JsonProperty("euclidean")
            EUCLIDEAN,
            /** The summed absolute differences. */
            @JsonProperty("manhattan")
            MANHATTAN,
            /** One less the cosine of the angle; not defined for a vector of zeros. */
            @JsonProperty("cosine")
            COSINE
        }

        /** A segment is no label. */
        @Override
        public double threshold() {
            return Double.NaN;
        }

        @Override
        public List<Double> parameters() {
            return centroids.stream().flatMap(List::stream).toList();
        }

        @Override
        public ScoreMeaning meaning() {
            return ScoreMeaning.SEGMENT;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
