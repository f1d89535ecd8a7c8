package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
                                Classifiers.of(
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
