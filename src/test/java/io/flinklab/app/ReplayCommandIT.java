package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.churn.Churn;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldSayThatTheSameDataGivesTheSameModel() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);

        Cli cli = replay(model, TestData.SHIPPED.file());

        JsonNode json = cli.succeeds().json();
        assertThat(json.get("identical").asBoolean()).isTrue();
        assertThat(json.get("largestDifference").asDouble()).isZero();
        assertThat(json.get("modelSha256").asText()).isEqualTo(model.manifest().modelSha256());
        assertThat(ModelStore.at(model.directory().getParent()).versions())
                .containsExactly("v000001");
    }

    @Test
    void shouldRefuseOtherData() throws Exception {
        Path other =
                CustomerText.write(directory.resolve("other.csv"), CustomerText.shipped(9_999));

        replay(LAB.model(TestData.SHIPPED, Churn.TUNED), other)
                .failsSaying(other + " is not the data that trained v000001", "Give --data");
    }

    @Test
    void shouldNameADirectoryThatTrainedAndReplayIt() throws Exception {
        Path data = Files.createDirectory(directory.resolve("customers"));
        Path first = CustomerText.write(data.resolve("a.csv"), rows(0, 600));
        Path second = CustomerText.gzip(data.resolve("b.csv.gz"), rows(600, 1000));
        CustomerText.write(data.resolve("empty.csv"), "");
        CustomerText.write(data.resolve("header.csv"), CustomerText.HEADER);
        CustomerText.write(data.resolve("_begun.csv"), rows(0, 5));
        CustomerText.write(data.resolve(".hidden.csv"), rows(0, 5));
        Path store = directory.resolve("models");

        Cli.run("train", "--data", data, "--store", store, "--plan", "converged").succeeds();

        StoredModel model = ModelStore.at(store).open();
        DataProvenance trained = model.manifest().training().data();
        assertThat(trained.file()).isEqualTo("customers");
        assertThat(trained.rows()).isEqualTo(1000);
        assertThat(trained.rejects()).isZero();
        assertThat(trained.sha256()).isEqualTo(hashOfHashes(first, second));
        assertThat(Cli.run("models", "--store", store).succeeds().out()).contains(" customers ");
        Cli replayed = replay(model, data).succeeds();
        assertThat(replayed.json().get("identical").asBoolean()).isTrue();
        assertThat(replayed.err()).contains("2 hidden", "2 without rows (empty.csv, header.csv)");
        replay(model, first)
                .failsSaying(
                        first + " is not the data that trained v000001",
                        "expected SHA-256 " + trained.sha256() + " (customers), found");
    }

    private static List<String> rows(int from, int to) throws IOException {
        List<String> rows = CustomerText.shipped(to);
        rows.subList(1, from + 1).clear();
        return rows;
    }

    /** As {@code sha256sum} would: of each file as it is stored, then of the lines of hashes. */
    private static String hashOfHashes(Path... files) throws IOException {
        List<String> hashes = new ArrayList<>();
        for (Path file : files) {
            hashes.add(StoredModel.digest(Files.readAllBytes(file)));
        }
        return StoredModel.digest(String.join("\n", hashes).getBytes(StandardCharsets.US_ASCII));
    }

    /** A store that claims the article's split of a model that trained on another one. */
    @Test
    void shouldExitWith1WhereTheManifestDoesNotTellTheTruth() throws Exception {
        StoredModel lie = publishUnderFalseOptions();

        Cli cli = replay(lie, TestData.SHIPPED.file());

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.json().get("identical").asBoolean()).isFalse();
        assertThat(cli.json().get("largestDifference").asDouble()).isBetween(1e-6, 1.0);
        assertThat(cli.err()).isEmpty();
    }

    private StoredModel publishUnderFalseOptions() throws Exception {
        TrainingOptions told = TrainingOptions.DEFAULT;
        TrainingOptions done = new TrainingOptions(Split.Method.HASH, 1, 1, UnseenCategory.KEEP);
        TrainingRecord honest = LAB.model(TestData.SHIPPED, Recipe.CONVERGED).manifest().training();
        ModelStore store = ModelStore.at(directory.resolve("models"));
        try (Staging staging = store.stage()) {
            TrainedModel trained =
                    new ModelTraining(LAB.cluster())
                            .train(
                                    LabelledData.read(TestData.SHIPPED.file(), Churn.SCHEMA, done),
                                    Recipe.CONVERGED,
                                    done,
                                    staging.pipeline());
            return store.publish(
                    staging,
                    trained.pipeline(),
                    new TrainingRecord(
                            honest.plan(),
                            honest.hyperparameters(),
                            told,
                            honest.schema(),
                            honest.data(),
                            trained.fit(),
                            honest.metrics(),
                            honest.libraries()),
                    List.of());
        }
    }

    private static Cli replay(StoredModel model, Path data) {
        return Cli.run(
                "replay", "--store", model.directory().getParent(), "--data", data, "--json");
    }
}
