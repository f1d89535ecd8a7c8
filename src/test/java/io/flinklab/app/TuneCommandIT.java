package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.store.ModelStore;
import io.flinklab.store.SearchRecord;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TuneCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldPublishTheWinnerTrainedOnAllTrainingRowsWithItsSearch() throws Exception {
        Cli cli = tune("--param", "reg=3000,1", "--metric", "log-loss", "--folds", "3");

        cli.succeeds();
        assertThat(cli.err().lines())
                .hasSize(6)
                .first()
                .asString()
                .matches(
                        "1 of 6: candidate \\d of 2 \\(reg=\\d+\\), fold \\d of 3: log-loss 0\\.\\d+");
        assertThat(cli.out().lines().limit(3))
                .satisfiesExactly(
                        header ->
                                assertThat(header)
                                        .matches("candidate +reg +log-loss +standard error"),
                        best ->
                                assertThat(best)
                                        .matches(" +2 +1\\.000 +0\\.4\\d+ +\\d.+ best, chosen"),
                        last -> assertThat(last).matches(" +1 +3000 +0\\.4\\d+ +0\\.0\\d+"));
        StoredModel model = ModelStore.at(directory.resolve("models")).open();
        assertThat(model.manifest().modelSha256())
                .isEqualTo(LAB.model(TestData.SHIPPED, Recipe.CONVERGED).manifest().modelSha256());
        SearchRecord search = model.manifest().training().searches().get(0);
        assertThat(search.metric()).isEqualTo("log-loss");
        assertThat(search.folds()).isEqualTo(3);
        assertThat(search.failures()).isEmpty();
        assertThat(search.candidates())
                .extracting(SearchRecord.Candidate::hyperparameters)
                .containsExactly(
                        Hyperparameters.Logistic.DEFAULT,
                        Hyperparameters.Logistic.DEFAULT.withReg(3000));
    }

    @Test
    void shouldChooseAStrongerPenaltyWithinOneStandardErrorAndReplayIt() throws Exception {
        JsonNode json =
                tune(
                                "--param",
                                "reg=1,200,1e5",
                                "--metric",
                                "log-loss",
                                "--one-standard-error",
                                "--json")
                        .succeeds()
                        .json();

        assertThat(json.get("chosen").asText()).isEqualTo("reg=200");
        assertThat(json.get("metric").asText()).isEqualTo("log-loss");
        assertThat(json.get("candidates")).hasSize(3);
        assertThat(json.get("candidates").get(0).get("best").asBoolean()).isTrue();
        assertThat(json.get("candidates").get(0).get("folds")).hasSize(5);
        assertThat(json.get("candidates").get(1).get("reg").asDouble()).isEqualTo(200);
        assertThat(json.get("candidates").get(1).get("chosen").asBoolean()).isTrue();
        assertThat(json.get("auroc").isDouble()).isTrue();
        Cli.run("replay", "--store", directory.resolve("models"), "--data", TestData.SHIPPED.file())
                .succeeds();
    }

    @Test
    void shouldGoOnFromItsLedger() throws IOException {
        Path ledger = directory.resolve("search.jsonl");
        String[] search = {
            "--param",
            "reg=0.1..100:log",
            "--candidates",
            "3",
            "--folds",
            "2",
            "--json",
            "--ledger",
            ledger.toString()
        };
        JsonNode whole = tune(search).succeeds().json();
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(ledger, String.join("\n", lines.subList(0, 5)) + "\n{\"candid");

        Cli again = tune(search).succeeds();

        assertThat(lines).hasSize(7);
        assertThat(again.json().get("candidates")).isEqualTo(whole.get("candidates"));
        assertThat(again.json().get("modelSha256")).isEqualTo(whole.get("modelSha256"));
        assertThat(again.err().lines())
                .hasSize(3)
                .first()
                .isEqualTo("4 of 6 results are in " + ledger);
        tune("--param", "reg=1,2", "--ledger", ledger.toString())
                .failsSaying("is the ledger of another search: expected folds 5; found 2");
    }

    @Test
    void shouldFindTheSameOneModelAfterTheOther() throws IOException {
        String[] search = {"--param", "reg=0,1", "--folds", "2", "--metric", "log-loss", "--json"};
        JsonNode parallel = tune(search).succeeds().json();

        JsonNode sequential =
                tune(Stream.concat(Stream.of(search), Stream.of("--mode", "sequential"))
                                .toArray(String[]::new))
                        .succeeds()
                        .json();

        assertThat(sequential.get("modelSha256")).isEqualTo(parallel.get("modelSha256"));
        assertThat(sequential.get("candidates").get(0).get("mean").asDouble())
                .isCloseTo(parallel.get("candidates").get(0).get("mean").asDouble(), within(1e-9));
        assertThat(sequential.get("candidates").get(1).get("failure").asText())
                .startsWith("fold 1: The features are collinear");
    }

    @Test
    void shouldSayWhyNoCandidateHasAResultAndPublishNothing() {
        Cli cli = tune("--param", "reg=0", "--folds", "2");

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err())
                .contains(
                        "1 of 2: candidate 1 of 1 (reg=0), fold ",
                        ": failed, The features are collinear",
                        "error: All 1 candidates failed; the first one, reg=0, in fold 1: The"
                                + " features are collinear")
                .doesNotContain("should not happen");
        assertThat(ModelStore.at(directory.resolve("models")).versions()).isEmpty();
    }

    private Cli tune(String... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "tune",
                                "--data",
                                TestData.SHIPPED.file(),
                                "--store",
                                directory.resolve("models"),
                                "--plan",
                                "converged",
                                "--parallelism",
                                "2"));
        Stream.of(more).forEach(arguments::add);
        return Cli.run(arguments.toArray());
    }
}
