package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Index.atIndex;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.OneHotFeatures;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;

class GrowingFeaturesTest {
    private static final LearnerOptions ADAGRAD =
            new LearnerOptions(new UpdateRule.AdaGrad(0.1, 1e-8, 0));
    private static final Schema LOANS =
            Schema.builder()
                    .number("income", NumberRange.ANY, Missing.as(Missing.Policy.MEAN))
                    .column(
                            new Column.Category(
                                    "housing", List.of(), Missing.as(Missing.Policy.MOST_FREQUENT)))
                    .category("purpose")
                    .label("risk", "1", "0")
                    .build();

    @Test
    void shouldGiveANewCategoryAPlaceBehindItsColumnWhenItsRowIsLearnedFrom() {
        GrowingFeatures features = loans();
        OnlineLogisticRegression model =
                OnlineLogisticRegression.startingAt(ADAGRAD, new double[] {1, 2, 3, 4, 5}, 0);
        Example boat = loan(1000, "rent", "boat");

        assertThat(elements(features, boat)).startsWith(0, 1, 0, 0).hasSize(5);
        features.learn(boat, model);

        assertThat(elements(features, boat)).startsWith(0, 1, 0, 0, 1).hasSize(6);
        assertThat(model.coefficients()).containsExactly(1, 2, 3, 4, 0, 5);
        features.learn(loan(2000, "castle", "yacht"), model);
        assertThat(model.coefficients()).containsExactly(1, 2, 0, 3, 4, 0, 0, 5);
        assertThat(elements(features, loan(2000, "castle", "boat")))
                .startsWith(0, 0, 1, 0, 0, 1, 0);
        assertThat(elements(features, loan(2000, "rent", "plane"))).startsWith(0, 1, 0, 0, 0, 0, 0);
    }

    /** A missing text is no category here; it has an unseen one's index, which moves. */
    @Test
    void shouldGoOnImputingWhatIsMissing() {
        GrowingFeatures features = loans();
        OnlineLogisticRegression model = new OnlineLogisticRegression(ADAGRAD, 5);
        Example missing = loan(Double.NaN, Column.Category.MISSING, "car");
        assertThat(elements(features, missing)).startsWith(1, 0, 1, 0);

        features.learn(missing, model);
        features.learn(loan(1, "castle", "car"), model);

        assertThat(elements(features, missing)).startsWith(1, 0, 0, 1, 0).hasSize(6);
        assertThat(elements(features, loan(1, "castle", "car"))).startsWith(0, 0, 1, 1, 0);
    }

    @Test
    void shouldScaleByAllRowsSinceTheFirstThatTrained() {
        List<Example> trained = loans(0, 40);
        List<Example> learned = loans(40, 100);
        GrowingFeatures features = features(LOANS, trained);
        OnlineLogisticRegression model = new OnlineLogisticRegression(ADAGRAD, 5);
        learned.forEach(each -> features.learn(each, model));

        List<Example> all = new ArrayList<>(trained);
        all.addAll(learned);
        FittedStage.StandardScaler expected = scaler(stages(LOANS, all));
        FittedStage.StandardScaler found = scaler(features.stages());
        assertThat(found.mean().get(0)).isCloseTo(expected.mean().get(0), within(1e-9));
        assertThat(found.std().get(0)).isCloseTo(expected.std().get(0), within(1e-9));
        assertThat(features.scaledRows()).isEqualTo(100);
    }

    @Test
    void shouldMakeTheFeaturesThatItsStagesMake() throws Exception {
        List<Example> rows = new ArrayList<>(LearnedCustomers.ALL.subList(0, 200));
        GrowingFeatures features = features(Churn.SCHEMA, rows.subList(0, 50));
        OnlineLogisticRegression model = new OnlineLogisticRegression(ADAGRAD, 13);
        for (Example each : rows.subList(50, 200)) {
            features.learn(each.withText(0, "Country " + each.number(1)), model);
        }
        GrowingFeatures restored = restored(features, rows.subList(0, 50));

        FeatureEncoder published = new FeatureEncoder(Churn.SCHEMA, features.stages());
        for (Example each : rows) {
            double[] expected =
                    elements(published.encode(each.sharedNumbers(), each.sharedTexts()));
            assertThat(elements(features, each)).containsExactly(expected);
            assertThat(elements(restored, each)).containsExactly(expected);
        }
    }

    @Test
    void shouldKeepSoManyCategoriesOfAColumnAndNoMore() {
        GrowingFeatures features = loans();
        OnlineLogisticRegression model = new OnlineLogisticRegression(ADAGRAD, 5);
        String tooLong = "x".repeat(GrowableStages.LONGEST_CATEGORY + 1);
        features.learn(loan(1, "rent", tooLong), model);
        assertThat(model.coefficients()).hasSize(5);

        for (int i = 0; i < GrowableStages.MOST_CATEGORIES + 100; i++) {
            features.learn(loan(1, "rent", "purpose " + i), model);
        }

        int last = 1 + GrowableStages.MOST_CATEGORIES;
        assertThat(model.coefficients()).hasSize(last + 2);
        assertThat(elements(features, loan(1, "rent", "purpose 997"))).contains(1, atIndex(last));
        assertThat(features.encode(loan(1, "rent", "purpose 998")).count()).isEqualTo(2);
    }

    @Test
    void shouldRefuseStagesThatItCannotGrow() {
        refuses(SamplePipelines.tuned(UnseenCategory.KEEP), 100)
                .withMessageContaining("the plan converged gives")
                .withMessageContaining("found Bucketizer");
        refuses(SamplePipelines.reference(UnseenCategory.ERROR), 100)
                .withMessageContaining("found --unseen error. Train it with --unseen keep.");
        refuses(SamplePipelines.reference(UnseenCategory.KEEP), 0)
                .withMessageContaining("how many rows");
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refuses(
            FittedPipeline pipeline, long rows) {
        return assertThatIllegalArgumentException()
                .isThrownBy(() -> GrowingFeatures.of(Churn.SCHEMA, pipeline, rows));
    }

    /**
     * The bank had French customers alone; German and Spanish ones come. To frozen features the two
     * are the same.
     */
    @Test
    void shouldScoreNewCategoriesBetterThanFrozenFeaturesDo() {
        List<Example> customers = new CustomerGenerator(14).examples(16_000).toList();
        List<Example> french =
                customers.subList(0, 8000).stream()
                        .filter(each -> each.text(0).equals("France"))
                        .toList();
        List<FittedStage> stages = stages(Churn.SCHEMA, french);
        FittedPipeline first = pipeline(stages);
        OnlineLogisticRegression trained = new OnlineLogisticRegression(ADAGRAD, features(stages));
        prequential(new FixedFeatures(Churn.SCHEMA, first), trained, french);

        List<Example> stream = customers.subList(8000, 16_000);
        Evaluation frozen =
                prequential(
                        new FixedFeatures(Churn.SCHEMA, first),
                        OnlineLogisticRegression.startingAt(
                                ADAGRAD, trained.coefficients(), trained.intercept()),
                        stream);
        Evaluation growing =
                prequential(
                        GrowingFeatures.of(Churn.SCHEMA, first, french.size()),
                        OnlineLogisticRegression.startingAt(
                                ADAGRAD, trained.coefficients(), trained.intercept()),
                        stream);

        assertThat(frozen.ranking().auroc()).isCloseTo(0.7518, within(5e-5));
        assertThat(growing.ranking().auroc()).isCloseTo(0.7623, within(5e-5));
        assertThat(frozen.logLoss()).isCloseTo(0.4410, within(5e-5));
        assertThat(growing.logLoss()).isCloseTo(0.4339, within(5e-5));
    }

    /** Of the scores that rows get before they are learned from. */
    private static Evaluation prequential(
            LearnedFeatures features, OnlineLogisticRegression model, List<Example> rows) {
        double[] scores = new double[rows.size()];
        for (int i = 0; i < scores.length; i++) {
            Example row = rows.get(i);
            scores[i] = model.score(features.encode(row));
            features.learn(row, model);
            model.learn(features.encode(row), row.label(), 1);
        }
        return Evaluation.of(rows.stream().mapToDouble(Example::label).toArray(), scores);
    }

    private static GrowingFeatures loans() {
        return features(LOANS, loans(0, 40));
    }

    /** Most live in a house; two kinds of houses and of purposes. */
    private static List<Example> loans(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> loan(1000 + 37 * i % 500, i % 3 == 0 ? "rent" : "house", purpose(i)))
                .toList();
    }

    private static String purpose(int i) {
        return i % 2 == 0 ? "car" : "roof";
    }

    private static Example loan(double income, String housing, String purpose) {
        return new Example(null, new double[] {income}, new String[] {housing, purpose}, 1);
    }

    private static GrowingFeatures features(Schema schema, List<Example> trained) {
        List<FittedStage> stages = stages(schema, trained);
        return GrowingFeatures.of(schema, pipeline(stages), trained.size());
    }

    private static GrowingFeatures restored(GrowingFeatures features, List<Example> trained)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        features.write(new DataOutputStream(bytes));
        return GrowingFeatures.read(
                Churn.SCHEMA,
                pipeline(stages(Churn.SCHEMA, trained)),
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    }

    private static List<FittedStage> stages(Schema schema, List<Example> rows) {
        FeaturePlan plan = new OneHotFeatures();
        return FeatureFit.of(
                        schema, plan.stages(plan.vocabulary(schema, rows), UnseenCategory.KEEP))
                .orElseThrow()
                .fit(rows);
    }

    private static FittedPipeline pipeline(List<FittedStage> stages) {
        List<FittedStage> all = new ArrayList<>(stages);
        all.add(
                new FittedStage.LogisticRegression(
                        FeaturePlan.FEATURES, Collections.nCopies(features(stages), 0.0), 0, 0.5));
        return new FittedPipeline(all);
    }

    private static int features(List<FittedStage> stages) {
        FittedStage.VectorAssembler last =
                (FittedStage.VectorAssembler) stages.get(stages.size() - 1);
        return last.sizes().stream().mapToInt(Integer::intValue).sum();
    }

    private static FittedStage.StandardScaler scaler(List<FittedStage> stages) {
        return (FittedStage.StandardScaler)
                stages.stream()
                        .filter(FittedStage.StandardScaler.class::isInstance)
                        .findFirst()
                        .orElseThrow();
    }

    private static double[] elements(LearnedFeatures features, Example example) {
        return elements(features.encode(example));
    }

    private static double[] elements(FeatureVector vector) {
        double[] elements = new double[vector.size()];
        vector.copyTo(elements, 0);
        return elements;
    }
}
