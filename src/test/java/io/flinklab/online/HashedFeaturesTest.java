package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureVector;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class HashedFeaturesTest {
    private static final LearnerOptions ADAGRAD =
            new LearnerOptions(new UpdateRule.AdaGrad(0.1, 1e-8, 0));

    @Test
    void shouldGiveAVersionWithItsOwnScoresAndGoOnFromItsBytes() throws Exception {
        LearnerState learner = LearnerState.begin("me", start(Churn.SCHEMA), ADAGRAD);
        LearnedCustomers.ALL.subList(0, 500).forEach(each -> learn(learner, each));
        LearnerState restored = LearnerState.of(learner.toBytes(), FeatureMode.HASHED, ADAGRAD);
        LearnedVersion version = LearnedVersion.of(learner.version().toBytes());

        try (Scorer published = Scorer.of(Churn.SCHEMA, version.hashedPipeline())) {
            for (Example each : LearnedCustomers.ALL.subList(500, 600)) {
                double score = score(learner, each);
                assertThat(published.score(each)).isCloseTo(score, within(1e-12));
                assertThat(score(restored, each)).isEqualTo(score);
            }
        }
        for (Example each : LearnedCustomers.ALL.subList(500, 600)) {
            learn(learner, each);
            learn(restored, each);
        }
        assertThat(restored.version().coefficients()).isEqualTo(learner.version().coefficients());
    }

    /** Flink ML's hasher gives salaries beside flags, of which the same rates learn nothing. */
    @Test
    void shouldLearnFromNumbersThatItScales() {
        List<Example> customers = new CustomerGenerator(14).examples(8000).toList();
        LearnerState learner = LearnerState.begin("me", start(Churn.SCHEMA), ADAGRAD);
        FeatureEncoder unscaled = new FeatureEncoder(Churn.SCHEMA, learner.features().stages());

        double scaled = auroc(learner.model(), customers, each -> encoded(learner, each));
        double asTheyAre =
                auroc(
                        new OnlineLogisticRegression(ADAGRAD, HashedStages.SIZE),
                        customers,
                        each -> unscaled.encode(each.sharedNumbers(), each.sharedTexts()));

        assertThat(scaled).isCloseTo(0.75, within(5e-3));
        assertThat(asTheyAre).isCloseTo(0.51, within(5e-3));
    }

    /** Of the scores that rows get before they are learned from. */
    private static double auroc(
            OnlineLogisticRegression model,
            List<Example> rows,
            Function<Example, FeatureVector> features) {
        double[] scores = new double[rows.size()];
        for (int i = 0; i < scores.length; i++) {
            FeatureVector row = features.apply(rows.get(i));
            scores[i] = model.score(row);
            model.learn(row, rows.get(i).label(), 1);
        }
        return Evaluation.of(rows.stream().mapToDouble(Example::label).toArray(), scores).auroc();
    }

    private static FeatureVector encoded(LearnerState learner, Example example) {
        FeatureVector features = learner.features().encode(example);
        learner.features().learn(example, learner.model());
        return features;
    }

    @Test
    void shouldRefuseMissingValuesThatNothingImputes() {
        Missing mean = Missing.as(Missing.Policy.MEAN);
        Missing mostFrequent = Missing.as(Missing.Policy.MOST_FREQUENT);
        refuses(Schema.builder().number("age", NumberRange.ANY, mean).label("left", "1", "0"))
                .withMessageStartingWith("age: expected a column whose missing values are rejected")
                .withMessageEndingWith("found mean.");
        refuses(
                        Schema.builder()
                                .column(new Column.Category("home", List.of(), mostFrequent))
                                .label("left", "1", "0"))
                .withMessageStartingWith("home: ")
                .withMessageEndingWith("found most_frequent.");
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refuses(
            Schema.Builder schema) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> start(schema.build()).features());
    }

    /** Of a model that has no pipeline: its schema is all that is taken. */
    private static WarmStart start(Schema schema) {
        return new WarmStart(
                ServedModel.ofFile("other", schema, ModelFormat.ONNX, new byte[] {1}),
                FeatureMode.HASHED,
                0);
    }

    private static double score(LearnerState learner, Example example) {
        return learner.model().score(learner.features().encode(example));
    }

    private static void learn(LearnerState learner, Example example) {
        learner.features().learn(example, learner.model());
        learner.model().learn(learner.features().encode(example), example.label(), 1);
    }
}
