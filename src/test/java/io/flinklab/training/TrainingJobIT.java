package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingJobIT {
    private static EmbeddedCluster cluster;

    @TempDir private Path directory;

    @BeforeAll
    static void startCluster() throws Exception {
        cluster = EmbeddedCluster.start(2);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @Test
    void shouldTellEveryStepThatItKeepsWithTheModel() throws Exception {
        List<Double> told = new ArrayList<>();

        TrainedModel model =
                new TrainingJob(
                                Recipe.CONVERGED,
                                TrainingOptions.DEFAULT,
                                ShippedCustomers.VOCABULARY)
                        .run(
                                ShippedCustomers.train(cluster),
                                directory.resolve("model"),
                                step -> told.add(step.objective));

        assertThat(told).hasSizeGreaterThan(3).isEqualTo(model.fit().objective());
    }

    @Test
    void shouldTrainAnotherClassifierOnThePlansFeatures() throws Exception {
        LogisticRegression longer =
                ((LogisticRegression)
                                Estimators.of(
                                        Churn.REFERENCE.hyperparameters(),
                                        Churn.SCHEMA.requireLabel().name()))
                        .setMaxIter(150);

        TrainedModel model =
                new TrainingJob(
                                Churn.REFERENCE,
                                TrainingOptions.DEFAULT,
                                ShippedCustomers.VOCABULARY,
                                longer)
                        .run(ShippedCustomers.train(cluster), directory.resolve("model"));

        assertThat(model.fit().iterations()).isEqualTo(150);
        assertThat(model.pipeline().classifier().coefficients()).hasSize(13);
    }

    /** Flink ML's own estimators see the rows in an order, and another one gives another model. */
    @Test
    void shouldReadSideBySideOnlyWhereTheOrderOfRowsChangesNothing() {
        TrainingOptions four =
                new TrainingOptions(Split.Method.ARTICLE, 42, 4, UnseenCategory.KEEP);

        assertThat(
                        Stream.of(Recipe.CONVERGED, Churn.TUNED, Churn.REFERENCE)
                                .map(
                                        each ->
                                                new TrainingJob(
                                                        each, four, ShippedCustomers.VOCABULARY))
                                .map(TrainingJob::readers))
                .containsExactly(4, 4, 1);
    }

    @Test
    void shouldRefuseAColumnOfTooManyCategoriesBeforeAnythingRuns() {
        Vocabulary customers = ShippedCustomers.VOCABULARY;
        Map<String, SortedSet<String>> values = new HashMap<>(customers.values());
        SortedSet<String> countries = new TreeSet<>();
        IntStream.rangeClosed(0, 200_000).forEach(i -> countries.add("Country " + i));
        values.put("Geography", countries);
        TrainingJob job =
                new TrainingJob(
                        Recipe.CONVERGED,
                        TrainingOptions.DEFAULT,
                        new Vocabulary(customers.schema(), values));

        assertThatThrownBy(() -> job.build(ShippedCustomers.train(cluster), directory))
                .isInstanceOf(TrainingException.class)
                .hasMessageContainingAll(
                        "Column 'Geography': expected at most 200000 categories",
                        "found 200001",
                        "let the schema ignore it");
    }

    @Test
    void shouldSaveIntoADirectoryWhoseNameIsEscapedInAUri() throws Exception {
        Path parent = directory.resolve("50 % of #1");

        TrainedModel model =
                new TrainingJob(Churn.TUNED, TrainingOptions.DEFAULT, ShippedCustomers.VOCABULARY)
                        .run(ShippedCustomers.train(cluster), parent.resolve("model"));

        assertThat(model.fit().converged()).isTrue();
        assertThat(directory.toFile().list()).containsExactly("50 % of #1");
        assertThat(parent.resolve("model/metadata")).isRegularFile();
    }
}
