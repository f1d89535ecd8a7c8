package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.features.FeatureVector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnlineLogisticRegressionTest {
    private static final int FEATURES = 5;
    private static final UpdateRule SGD = new UpdateRule.Sgd(0.1, 0.01);
    private static final UpdateRule FTRL = new UpdateRule.Ftrl(0.1, 1, 0.5, 1);

    static List<LearnerOptions> options() {
        UpdateRule adagrad = new UpdateRule.AdaGrad(0.1, 1e-8, 0);
        return List.of(
                new LearnerOptions(SGD),
                new LearnerOptions(adagrad),
                new LearnerOptions(FTRL),
                new LearnerOptions(new UpdateRule.Ftrl(0.1, 1, 0.5, 1, true)),
                new LearnerOptions(FTRL, 0.02, 8),
                new LearnerOptions(FTRL).withHalfLife(1000),
                new LearnerOptions(adagrad, 0.02, 8).withHalfLife(1000));
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldGoOnFromItsBytesToTheSameBits(LearnerOptions options) throws IOException {
        List<LabelledVector> rows = rows(205);
        OnlineLogisticRegression whole = new OnlineLogisticRegression(options, FEATURES);
        learn(whole, rows);
        OnlineLogisticRegression first = new OnlineLogisticRegression(options, FEATURES);
        learn(first, rows.subList(0, 101));
        OnlineLogisticRegression second = read(options, bytes(first));
        learn(second, rows.subList(101, 205));

        assertThat(second.rows()).isEqualTo(205);
        assertThat(bytes(second)).isEqualTo(bytes(whole));
        assertThat(second.coefficients()).containsExactly(whole.coefficients());
        assertThat(second.intercept()).isEqualTo(whole.intercept());
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldBeginAtGivenCoefficients(LearnerOptions options) {
        double[] coefficients = {0.5, -0.25, 0, 3, -2};
        OnlineLogisticRegression model =
                OnlineLogisticRegression.startingAt(options, coefficients, -0.75);
        OnlineLogisticRegression still =
                OnlineLogisticRegression.startingAt(options, coefficients, -0.75);
        FeatureVector nothing = FeatureVector.of(new double[FEATURES]);
        rows(20).forEach(row -> still.learn(nothing, row.label(), 1));

        assertThat(model.coefficients()).containsExactly(coefficients);
        assertThat(model.score(FeatureVector.of(new double[] {1, 1, 1, 1, 1})))
                .isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-15));
        if (options.rule() instanceof UpdateRule.Ftrl && Double.isInfinite(options.halfLife())) {
            // A gradient of 0 leaves them where they are.
            assertThat(still.coefficients()).containsExactly(coefficients, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldComeNearToWhatMadeTheLabels(LearnerOptions options) {
        OnlineLogisticRegression model = new OnlineLogisticRegression(options, FEATURES);
        learn(model, rows(5000));

        assertThat(model.coefficients()[0]).isGreaterThan(0.5);
        assertThat(model.coefficients()[1]).isLessThan(-0.2);
    }

    @Test
    void shouldMakeUnusedWeightsZeroByL1() {
        OnlineLogisticRegression model =
                new OnlineLogisticRegression(
                        new LearnerOptions(new UpdateRule.Ftrl(0.1, 1, 200, 1)), FEATURES);
        learn(model, rows(5000));

        assertThat(IntStream.of(2, 3, 4).mapToDouble(i -> model.coefficients()[i]))
                .containsOnly(0.0);
        assertThat(model.coefficients()[0]).isGreaterThan(0.2);
    }

    @ParameterizedTest
    @MethodSource("options")
    void shouldLeaveOutARowOfWeightZero(LearnerOptions options) {
        OnlineLogisticRegression without = new OnlineLogisticRegression(options, FEATURES);
        OnlineLogisticRegression with = new OnlineLogisticRegression(options, FEATURES);
        for (LabelledVector row : rows(100)) {
            without.learn(row.features(), row.label(), 1);
            with.learn(row.features(), row.label(), 1);
            with.learn(row.features(), 1 - row.label(), 0);
        }

        assertThat(with.rows()).isEqualTo(200);
        assertThat(with.coefficients()).containsExactly(without.coefficients());
        assertThat(with.intercept()).isEqualTo(without.intercept());
    }

    @Test
    void shouldTakeALongerStepForAHeavyRowAndNotTwo() {
        FeatureVector row = FeatureVector.of(new double[] {2});
        OnlineLogisticRegression heavy = sgd(0.1);
        OnlineLogisticRegression fast = sgd(0.2);
        OnlineLogisticRegression twice = sgd(0.1);
        heavy.learn(row, 1, 2);
        fast.learn(row, 1, 1);
        twice.learn(row, 1, 1);
        twice.learn(row, 1, 1);

        // The second of two rows finds the model nearer to its label.
        assertThat(heavy.coefficients()).containsExactly(fast.coefficients()).containsExactly(0.2);
        assertThat(twice.coefficients()[0]).isBetween(0.185, 0.195);
    }

    private static OnlineLogisticRegression sgd(double rate) {
        return new OnlineLogisticRegression(
                new LearnerOptions(new UpdateRule.Sgd(rate, 0), 0, 1), 1);
    }

    @Test
    void shouldTakeOneStepForTheMeanOfAMiniBatch() {
        LearnerOptions options = new LearnerOptions(new UpdateRule.Sgd(0.5, 0), 0.5, 2);
        OnlineLogisticRegression model = new OnlineLogisticRegression(options, 1);
        model.learn(FeatureVector.of(new double[] {3}), 1, 1);

        assertThat(model.coefficients()).containsExactly(0);
        model.learn(FeatureVector.of(new double[] {1}), 0, 1);

        // Gradients of -1.5 and 0.5 by the weight, of -0.5 and 0.5 by the intercept.
        assertThat(model.coefficients()).containsExactly(0.25);
        assertThat(model.intercept()).isZero();
    }

    @Test
    void shouldRefuseWhatWouldSpoilTheWeightsAndStayAsItIs() throws IOException {
        OnlineLogisticRegression model =
                new OnlineLogisticRegression(new LearnerOptions(FTRL), FEATURES);
        learn(model, rows(10));
        byte[] before = bytes(model);
        FeatureVector row = rows(1).get(0).features();

        for (double bad : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, 1e101}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    model.learn(
                                            FeatureVector.of(new double[] {0, 0, bad, 0, 0}), 1, 1))
                    .withMessage(
                            "Expected features of at most 1.0E100 in size; found %s at position 2.",
                            bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.learn(row, Double.NaN, 1))
                .withMessage("label is 1 or 0; found NaN.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.learn(row, 1, -1))
                .withMessage("weight is 0 or more; found -1.0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.score(FeatureVector.of(new double[2])))
                .withMessage("Expected 5 features; found 2.");
        assertThat(bytes(model)).isEqualTo(before);
    }

    @Test
    void shouldStayFiniteWhateverTheScaleOfTheFeatures() {
        for (LearnerOptions options : options()) {
            OnlineLogisticRegression model = new OnlineLogisticRegression(options, 1);
            for (int i = 0; i < 1000; i++) {
                model.learn(FeatureVector.of(new double[] {i % 3 == 0 ? -1e100 : 1e100}), i % 2, 1);
            }
            assertThat(model.coefficients()[0]).isFinite();
            assertThat(model.score(FeatureVector.of(new double[] {1e100}))).isBetween(0.0, 1.0);
        }
    }

    @Test
    void shouldRefuseTheBytesOfAnotherRule() throws IOException {
        byte[] bytes = bytes(new OnlineLogisticRegression(new LearnerOptions(SGD), FEATURES));

        assertThatThrownBy(() -> read(new LearnerOptions(FTRL), bytes))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Expected a learner's state of the rule ftrl; found sgd. Begin without the"
                                + " old state, or use its options.");
        assertThatThrownBy(() -> read(new LearnerOptions(SGD, 0.01, 4), bytes))
                .hasMessageContaining("mini-batch state of size 5; found 0");
    }

    @Test
    void shouldRefuseOptionsOutOfRange() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateRule.Ftrl(0, 1, 0, 0))
                .withMessage("alpha is above 0; found 0.0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UpdateRule.Sgd(0.1, -1))
                .withMessage("l2 is 0 or more; found -1.0.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LearnerOptions(SGD, 0.1, 0))
                .withMessage("batchSize is 1 or more; found 0.");
    }

    private static void learn(OnlineLogisticRegression model, List<LabelledVector> rows) {
        rows.forEach(row -> model.learn(row.features(), row.label(), 1));
    }

    /** The log-odds are the first feature less half of the second. */
    private static List<LabelledVector> rows(int count) {
        Random random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(
                        i -> {
                            double[] x = random.doubles(FEATURES, -2, 2).toArray();
                            double p = 1 / (1 + Math.exp(x[1] / 2 - x[0]));
                            return new LabelledVector(x, random.nextDouble() < p ? 1 : 0);
                        })
                .toList();
    }

    private static byte[] bytes(OnlineLogisticRegression model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        model.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static OnlineLogisticRegression read(LearnerOptions options, byte[] bytes)
            throws IOException {
        return OnlineLogisticRegression.read(
                options, new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}
