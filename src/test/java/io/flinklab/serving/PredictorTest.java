package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Example;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.features.Predictor.KMeans;
import io.flinklab.features.Predictor.KMeans.Distance;
import io.flinklab.features.Predictor.LinearSVC;
import io.flinklab.features.Predictor.NaiveBayes;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.ScoreMeaning;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each predictor on two numbers, by hand. */
class PredictorTest {
    private static final Schema SCHEMA =
            Schema.builder()
                    .number("x", NumberRange.decimal(-9, 9))
                    .number("y", NumberRange.decimal(-9, 9))
                    .build();

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "0, 0, 0", "0.5, 0, 1", "0.499999999, 0, 0"})
    void shouldPredict1FromTheCutOn(double x, double y, int prediction) {
        Scorer scorer = scorer(new LinearSVC("v", List.of(2.0, -0.5), 1));

        Prediction found = scorer.predict(point(x, y)).orElseThrow();

        assertThat(found.prediction()).isEqualTo(prediction);
        assertThat(found.score()).isCloseTo(1 / (1 + Math.exp(1 - 2 * x + 0.5 * y)), within(1e-15));
        assertThat(scorer.meaning()).isEqualTo(ScoreMeaning.ORDER);
    }

    @Test
    void shouldRefuseACutThatMakesAllPredictionsTheSame() {
        assertThatThrownBy(() -> new LinearSVC("v", List.of(1.0), Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the threshold is finite");
    }

    @Test
    void shouldGiveThePosteriorOfNaiveBayes() {
        Scorer scorer = scorer(bayes(List.of(0.0, 1.0)));

        // Prior 1/4 for label 1; likelihoods of x = 1: 0.2 and 0.6; of y = 0: 0.5 and 0.9.
        double one = 0.25 * 0.6 * 0.9;
        double zero = 0.75 * 0.2 * 0.5;
        assertThat(scorer.score(point(1, 0))).isCloseTo(one / (one + zero), within(1e-15));
        assertThat(scorer.meaning()).isEqualTo(ScoreMeaning.PROBABILITY);
    }

    @Test
    void shouldLeaveOutAFeatureWhoseValueTrainingDidNotSee() {
        double one = 0.25 * 0.9;
        double zero = 0.75 * 0.5;

        assertThat(scorer(bayes(List.of(0.0, 1.0))).score(point(7, 0)))
                .isCloseTo(one / (one + zero), within(1e-15));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0", "1, 0, 1"})
    void shouldGiveATieToTheFirstLabel(double first, double second, int prediction) {
        NaiveBayes even =
                new NaiveBayes(
                        "v",
                        List.of(first, second),
                        List.of(-0.7, -0.7),
                        Collections.nCopies(
                                2,
                                new NaiveBayes.Feature(
                                        List.of(0.0), List.of(List.of(-0.1), List.of(-0.1)))));

        Prediction found = scorer(even).predict(point(0, 0)).orElseThrow();

        assertThat(found).isEqualTo(new Prediction(0.5, prediction));
    }

    @Test
    void shouldRefuseLabelsThatAreNot0And1() {
        assertThatThrownBy(() -> bayes(List.of(1.0, 2.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the labels are 0 and 1; found [1.0, 2.0].");
    }

    @ParameterizedTest
    @CsvSource({
        "EUCLIDEAN, 0, 1, 0, 0.6666666666666667",
        "EUCLIDEAN, 0, 4, 1, 1",
        "MANHATTAN, 1, 3, 1, 0.5",
        "COSINE,    3, 4, 1, 0.5"
    })
    void shouldGiveTheNearestSegmentAndHowClearItIs(
            Distance distance, double x, double y, int segment, double score) {
        List<Double> first = distance == Distance.COSINE ? List.of(1.0, 0.0) : List.of(0.0, 0.0);
        Scorer scorer = scorer(new KMeans("v", List.of(first, List.of(0.0, 4.0)), distance));

        Prediction found = scorer.predict(point(x, y)).orElseThrow();

        assertThat(found.prediction()).isEqualTo(segment);
        assertThat(found.score()).isCloseTo(score, within(1e-12));
        assertThat(scorer.score(List.of(point(x, y))).get(0)).isEqualTo(found.score());
        assertThat(scorer.threshold()).isNaN();
        assertThatThrownBy(() -> scorer.prediction(0.5)).hasMessageContaining("Use predict.");
    }

    @Test
    void shouldRefuseAVectorWithoutADirection() {
        Scorer scorer =
                scorer(
                        new KMeans(
                                "v",
                                List.of(List.of(0.0, 1.0), List.of(1.0, 0.0)),
                                Distance.COSINE));

        assertThatThrownBy(() -> scorer.score(point(0, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not all 0");
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, 0", "9.99, 0", "10, 1", "20, 2", "29, 2", "30, 2", "99, 2"})
    void shouldFindTheBinWithABorderInTheBinAbove(double value, int bin) {
        assertThat(FittedStage.KBinsDiscretizer.bin(new double[] {0, 10, 20, 30}, value))
                .isEqualTo(bin);
    }

    private static NaiveBayes bayes(List<Double> labels) {
        return new NaiveBayes(
                "v",
                labels,
                List.of(Math.log(0.75), Math.log(0.25)),
                List.of(feature(0.2, 0.6), feature(0.5, 0.1)));
    }

    /** Of the values 0 and 1; how probable 1 is for each label. */
    private static NaiveBayes.Feature feature(double first, double second) {
        return new NaiveBayes.Feature(
                List.of(0.0, 1.0),
                List.of(
                        List.of(Math.log(1 - first), Math.log(first)),
                        List.of(Math.log(1 - second), Math.log(second))));
    }

    private static Scorer scorer(Predictor predictor) {
        return Scorer.of(
                SCHEMA,
                SamplePipelines.of(
                        new FittedStage.VectorAssembler(List.of("x", "y"), List.of(1, 1), "v"),
                        predictor));
    }

    private static Example point(double x, double y) {
        return new Example(null, new double[] {x, y}, new String[0], Double.NaN);
    }
}
