package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScorerTest {
    private static final Example FROM_ITALY = Customers.from("Italy", "Female", 42);

    @Test
    void shouldScoreWithTheSigmoidOfScaledAndEncodedColumns() {
        double[] features = {
            (619 - 650.5) / 96.6,
            (42 - 38.9) / 10.5,
            (2 - 5.01) / 2.9,
            (0 - 76485.9) / 62397.4,
            (1 - 1.53) / 0.58,
            (101348.88 - 100090.2) / 57510.5,
            1,
            0,
            0,
            1,
            0,
            1,
            1
        };
        double margin = -0.7;
        for (int i = 0; i < features.length; i++) {
            margin += features[i] * Math.sin(i + 1.0) / 3;
        }
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.reference(UnseenCategory.ERROR));

        double score = scorer.score(Customers.anna());

        assertThat(score).isCloseTo(1 / (1 + Math.exp(-margin)), within(1e-15));
        assertThat(scorer.predict(Customers.anna())).contains(new Prediction(score, 0));
    }

    @Test
    void shouldLoadAModelDirectory(@TempDir Path directory) {
        StoredModel model =
                StoreFixture.publish(
                        ModelStore.at(directory), SamplePipelines.reference(UnseenCategory.KEEP));

        Scorer scorer = Scorer.load(model.directory());

        assertThat(scorer.score(Customers.anna()))
                .isEqualTo(Scorer.of(Churn.SCHEMA, model.pipeline()).score(Customers.anna()));
    }

    @Test
    void shouldPredictOneFromTheThresholdOn() {
        FittedStage.VectorAssembler age =
                new FittedStage.VectorAssembler(List.of("Age"), List.of(1), "features");
        Scorer scorer =
                Scorer.of(
                        Churn.SCHEMA,
                        SamplePipelines.of(
                                age,
                                new FittedStage.LogisticRegression(
                                        "features", List.of(1.0), -40, 0.5)));

        assertThat(scorer.predict(Customers.from("Spain", "Male", 40)).orElseThrow())
                .isEqualTo(new Prediction(0.5, 1));
        assertThat(scorer.predict(Customers.from("Spain", "Male", 39)).orElseThrow().prediction())
                .isZero();
        assertThat(scorer.threshold()).isEqualTo(0.5);
    }

    @Test
    void shouldRefuseAnUnseenCategoryAndNameItWhereTheModelSaysError() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.reference(UnseenCategory.ERROR));

        assertThatThrownBy(() -> scorer.score(FROM_ITALY))
                .isInstanceOfSatisfying(
                        UnseenCategoryException.class,
                        e -> assertThat(e.column()).isEqualTo("Geography"))
                .hasMessageContainingAll("Geography", "[France, Germany, Spain]", "\"Italy\"");
        assertThatThrownBy(() -> scorer.predict(Customers.from(null, "Male", 40)))
                .hasMessageContainingAll("Geography", "found null");
    }

    /** As macOS writes names, and as a model keeps them that was trained on such a file. */
    @Test
    void shouldKnowACategoryInItsComposedAndItsDecomposedForm() {
        Example composed = Customers.from("\u00d6sterreich", "Female", 42);
        Example decomposed = Customers.from("O\u0308sterreich", "Female", 42);
        Scorer scorer =
                Scorer.of(
                        Churn.SCHEMA,
                        SamplePipelines.knowing(
                                List.of("France", "O\u0308sterreich", "Spain"),
                                UnseenCategory.ERROR));

        assertThat(scorer.score(composed)).isEqualTo(scorer.score(decomposed));
    }

    @Test
    void shouldOpenAModelThatWasTrainedWithBothFormsOfACategory() {
        Example composed = Customers.from("\u00c5land", "Female", 42);
        Scorer scorer =
                Scorer.of(
                        Churn.SCHEMA,
                        SamplePipelines.knowing(
                                List.of("A\u030aland", "\u00c5land", "\u212bland"),
                                UnseenCategory.ERROR));

        assertThat(scorer.score(composed)).isBetween(0.0, 1.0);
    }

    @Test
    void shouldLeaveOutAnUnseenCategoryWhereTheModelSaysSkip() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.reference(UnseenCategory.SKIP));

        Scores scores = scorer.score(List.of(Customers.anna(), FROM_ITALY, Customers.anna()));

        assertThat(scores.size()).isEqualTo(3);
        assertThat(scores.skipped()).isEqualTo(1);
        assertThat(scores.isSkipped(1)).isTrue();
        assertThat(scores.get(2)).isEqualTo(scorer.score(Customers.anna()));
        assertThat(scores.toArray()).containsExactly(scores.get(0), scores.get(2));
        assertThatThrownBy(() -> scores.get(1)).hasMessageContaining("Example 1 of the list");
        assertThat(scorer.predict(FROM_ITALY)).isEmpty();
        assertThatThrownBy(() -> scorer.score(FROM_ITALY))
                .isInstanceOf(UnseenCategoryException.class)
                .hasMessageContainingAll("skips", "Italy", "predict");
    }

    @Test
    void shouldScoreAnUnseenCategoryAsNoneOfTheKnownWhereTheModelSaysKeep() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.reference(UnseenCategory.KEEP));
        double coefficientOfFrance = Math.sin(7) / 3;

        double difference = margin(scorer, Customers.anna()) - margin(scorer, FROM_ITALY);

        assertThat(difference).isCloseTo(coefficientOfFrance, within(1e-12));
    }

    @Test
    void shouldRefuseANumberThatIsNone() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.tuned(UnseenCategory.KEEP));

        for (double age : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> scorer.score(Customers.from("Spain", "Male", age)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("Age", "finite number", String.valueOf(age));
        }
    }

    @Test
    void shouldRefuseAProductCountThatTheEncoderHasNoPlaceFor() {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.tuned(UnseenCategory.KEEP));

        for (double products : new double[] {6, 1.5, -1}) {
            assertThatThrownBy(() -> scorer.score(Customers.withBalanceAndProducts(10, products)))
                    .isInstanceOf(UnseenCategoryException.class)
                    .hasMessageContainingAll("NumOfProducts", "0 to 5", "" + products);
        }
    }

    @Test
    void shouldScoreTheSameFromManyThreads() throws Exception {
        Scorer scorer = Scorer.of(Churn.SCHEMA, SamplePipelines.tuned(UnseenCategory.KEEP));
        List<Example> customers = Customers.random(2_000, true);
        double[] expected = scorer.score(customers).toArray();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<double[]>> running = new ArrayList<>();

        for (int i = 0; i < 32; i++) {
            running.add(threads.submit(() -> scorer.score(customers).toArray()));
        }

        for (Future<double[]> scores : running) {
            assertThat(scores.get()).isEqualTo(expected);
        }
        threads.shutdown();
    }

    private static double margin(Scorer scorer, Example customer) {
        double score = scorer.score(customer);
        return Math.log(score / (1 - score));
    }
}
