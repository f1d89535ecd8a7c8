package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.data.Reject;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.StopReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TrainCommandIT {
    @TempDir Path directory;

    @Test
    void shouldPrintOneJsonObjectOfTheModelAndItsTestPart() throws IOException {
        Path store = directory.resolve("new/models");

        JsonNode json = train(TestData.SHIPPED.file(), store, "--plan", "converged").json();

        StoredModel model = ModelStore.at(store).open();
        assertThat(json.get("modelVersion").asText()).isEqualTo(model.version());
        assertThat(json.get("modelSha256").asText()).isEqualTo(model.manifest().modelSha256());
        assertThat(json.get("coefficients")).hasSize(13);
        assertThat(json.get("rows").asInt()).isEqualTo(2000);
        assertThat(json.get("trainRows").asInt()).isEqualTo(8000);
        assertThat(json.get("rejects").asInt()).isZero();
        assertThat(json.get("correct").isIntegralNumber()).isTrue();
        assertThat(json.get("accuracy").asDouble()).isEqualTo(json.get("correct").asInt() / 2000.0);
        for (String name :
                List.of("auroc", "averagePrecision", "logLoss", "brier", "ks", "lorenz")) {
            assertThat(json.get(name).isDouble()).as(name).isTrue();
        }
    }

    @Test
    void shouldKeepRejectsBesideTheStoreAndCountEveryRow() throws IOException {
        List<String> lines = CustomerText.shipped(300);
        lines.set(100, "1,2,3");
        lines.set(
                200,
                lines.get(200).replace("France", "").replace("Germany", "").replace("Spain", ""));
        Path data = CustomerText.write(directory.resolve("dirty.csv"), lines);
        Path store = directory.resolve("not/yet/there/models");

        Cli cli = train(data, store, "--plan", "tuned");

        JsonNode json = cli.json();
        assertThat(json.get("rejects").asInt()).isEqualTo(2);
        assertThat(json.get("trainRows").asInt() + json.get("rows").asInt()).isEqualTo(298);
        assertThat(cli.err()).contains("2 of 300 rows are rejects; they are in ");
        assertThat(CustomerText.rejectsOf(store))
                .extracting(Reject::raw)
                .containsExactly(lines.get(100), lines.get(200));
    }

    @ParameterizedTest
    @EnumSource(names = {"ERROR", "KEEP"})
    void shouldTellOfCategoriesOfTheTestPartAlone(UnseenCategory unseen) throws IOException {
        List<String> lines = CustomerText.shipped(298);
        lines.add(CustomerText.ANNA.replace("France", "Italy"));
        lines.add(CustomerText.ANNA.replace("France", "FRANCE"));
        Path data = CustomerText.write(directory.resolve("data.csv"), lines);

        Cli cli =
                train(
                        data,
                        directory.resolve("models"),
                        "--plan",
                        "converged",
                        "--unseen",
                        unseen.toString());

        boolean keeps = unseen == UnseenCategory.KEEP;
        assertThat(cli.json().get("rows").asInt()).isEqualTo(keeps ? 60 : 58);
        assertThat(cli.json().get("leftOut").asInt()).isEqualTo(keeps ? 0 : 2);
        assertThat(cli.err())
                .startsWith("2 of 60 test rows have a category that the model was not trained")
                .contains("Geography 2 (", "'FRANCE' 1, did you mean 'France'?");
    }

    @ParameterizedTest
    @CsvSource({
        "converged, --time-limit=1ms, TIME",
        "converged, --time-limit=1h, TOLERANCE",
        "converged, --max-iter=2, ITERATIONS",
        "reference, --max-iter=2, ITERATIONS",
        "naive-bayes, --seed=1, ONE_PASS"
    })
    void shouldSayInTheManifestWhatEndedTheTraining(String plan, String option, StopReason reason)
            throws IOException {
        Path store = directory.resolve("models");

        train(TestData.SHIPPED.file(), store, "--plan", plan, option);

        FitFacts fit = ModelStore.at(store).open().manifest().training().fit();
        assertThat(fit.stoppedBy()).isEqualTo(reason);
        if (reason == StopReason.ITERATIONS) {
            assertThat(fit.iterations()).isEqualTo(2);
        }
    }

    @Test
    void shouldReplayAsManyIterationsAsTheTimeAllowed() throws IOException {
        Path store = directory.resolve("models");

        train(TestData.SHIPPED.file(), store, "--plan", "converged", "--time-limit", "1ms");

        TrainingRecord training = ModelStore.at(store).open().manifest().training();
        assertThat(training.options().timeLimit()).isEqualTo(Duration.ofMillis(1));
        assertThat(training.fit().iterations())
                .isPositive()
                .isLessThan(((Hyperparameters.Logistic) training.hyperparameters()).maxIter());
        Cli.run("replay", "--store", store, "--data", TestData.SHIPPED.file()).succeeds();
    }

    @Test
    void shouldStopBeforeTrainingWhereTooManyRowsAreRejects() throws IOException {
        List<String> lines = CustomerText.shipped(8);
        lines.add("1,2,3");
        Path data = CustomerText.write(directory.resolve("dirty.csv"), lines);
        Path store = directory.resolve("models");

        Cli.run("train", "--data", data, "--store", store)
                .failsSaying("1 of 9 rows are rejects", "dirty.csv, line 10", "Correct the file");

        assertThat(store).doesNotExist();
        assertThat(CustomerText.rejectsOf(store)).hasSize(1);
    }

    /** A path of the system's that nobody can make. */
    @Test
    void shouldSayInWordsThatAStoreCannotBeMade() throws IOException {
        Path data = CustomerText.write(directory.resolve("a.csv"), CustomerText.shipped(300));

        Cli cli = Cli.run("train", "--data", data, "--store", "/proc/nowhere/models");

        cli.failsSaying("/proc/nowhere/models: expected a directory that can be written; found");
        assertThat(cli.err()).doesNotContain("Exception");
    }

    @Test
    void shouldTakeDownAnEarlierRunsRejects() throws IOException {
        Path data = CustomerText.write(directory.resolve("a.csv"), CustomerText.shipped(300));
        Path store = directory.resolve("models");
        Path stale = Files.createFile(directory.resolve("models.rejects.csv"));

        train(data, store, "--split", "hash", "--seed", "7", "--plan", "reference");

        assertThat(stale).doesNotExist();
        assertThat(ModelStore.at(store).open().manifest().training().options().seed()).isEqualTo(7);
    }

    private static Cli train(Path data, Path store, String... more) {
        Object[] arguments = new Object[6 + more.length];
        System.arraycopy(
                new Object[] {"train", "--data", data, "--store", store, "--json"},
                0,
                arguments,
                0,
                6);
        System.arraycopy(more, 0, arguments, 6, more.length);
        return Cli.run(arguments).succeeds();
    }
}
