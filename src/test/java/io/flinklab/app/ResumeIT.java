package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.churn.Churn;
import io.flinklab.data.csv.Labels;
import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.torch.Torch;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.UnfinishedTraining;
import io.flinklab.store.UnfinishedVersions;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.store.flink.StoredProgress;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingOptions;
import io.flinklab.training.rounds.StateWriter;
import io.flinklab.training.rounds.StoredStates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that stopped, and the commands that go on with them. */
class ResumeIT {
    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private static final Path DATA = TestData.SHIPPED.file();

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"converged, 0, 1", "converged, 2, 2", "tuned, 3, 1"})
    void shouldEndInTheSameBytes(String plan, int stopped, int parallelism) throws Exception {
        String undisturbed = stop(Churn.recipe(plan), 1, stopped);

        shouldGoOnTo(undisturbed, DATA, "--parallelism", parallelism);
    }

    @Test
    void shouldEndInTheSameNetwork() throws Exception {
        Torch.require();
        Recipe network =
                Churn.NETWORK.with(Churn.NETWORK.hyperparameters().withMaxIter(5).withPatience(2));

        String undisturbed = stop(network, 2, 2);

        assertThat(store().unfinished().manifest("v000001").iteration()).isEqualTo(2);
        shouldGoOnTo(undisturbed, DATA);
    }

    /** The manifest names the offsets of what trained. */
    @Test
    void shouldGoOnWithTheSameRecordsOfATopicThatHasGrown() throws Exception {
        KAFKA.createTopic("resumed", 2);
        String topic = "kafka://" + KAFKA.servers() + "/resumed";
        String whole = topic + "?bounded=true";
        List<String> rows = CustomerText.shipped(900);
        write("resumed", rows.subList(1, 601));
        String undisturbed = stop(whole, Recipe.CONVERGED, 1, 2);
        write("resumed", rows.subList(601, 901));

        resume("v000001", topic + "?offsets=0:0-90,1:0-90")
                .failsSaying(
                        topic + "?offsets=0:0-90,1:0-90 is not the data that trained v000001",
                        "(resumed?offsets=0:0-");
        shouldGoOnTo(undisturbed, whole);

        DataProvenance trained = store().open().manifest().training().data();
        assertThat(trained.rows()).isEqualTo(600);
        assertThat(Cli.run("replay", "--store", models(), "--data", whole).succeeds().out())
                .contains("identical          true");
    }

    /** In turns to the two partitions: a producer's own choice may be one of them alone. */
    private static void write(String topic, List<String> rows) {
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), topic)) {
            for (int i = 0; i < rows.size(); i++) {
                writer.send(i % 2, rows.get(i), i);
            }
        }
    }

    private void shouldGoOnTo(String undisturbed, Object data, Object... more) throws IOException {
        Cli cli = resume("v000001", data, more).succeeds();

        JsonNode json = cli.json();
        assertThat(json.get("modelSha256").asText()).isEqualTo(undisturbed);
        assertThat(json.get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(cli.err()).contains("v000001 goes on after iteration ");
        assertThat(directory.resolve("models")).isDirectoryContaining("glob:**/v000001");
        assertThat(store().unfinished().versions()).isEmpty();
    }

    @Test
    void shouldStoreNothingThatStaysWhereTheTrainingEnds() throws Exception {
        String usual = LAB.model(TestData.SHIPPED, Recipe.CONVERGED).manifest().modelSha256();

        Cli cli = train("--plan", "converged", "--store-every", 1).succeeds();

        assertThat(cli.json().get("modelSha256").asText()).isEqualTo(usual);
        assertThat(cli.json().get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(cli.err())
                .contains(
                        "v000001 is begun; its state is stored every iteration, and",
                        "`train --resume v000001`");
        assertThat(store().versions()).containsExactly("v000001");
        assertThat(store().unfinished().versions()).isEmpty();
    }

    @Test
    void shouldGiveUpAnUnfinishedVersion() throws Exception {
        stop(Churn.TUNED, 1, 3);

        assertThat(Cli.run("models", "--store", models(), "discard", "v000001").succeeds().out())
                .contains("discarded v000001, stored after 3 iterations");
        assertThat(store().unfinished().versions()).isEmpty();
        assertThat(models()).isEmptyDirectory();
        Cli.run("models", "--store", models(), "discard", "v000001")
                .failsSaying("v000001: expected an unfinished version; found none");
    }

    @Test
    void shouldListAnUnfinishedVersionThatNothingUses() throws Exception {
        train("--plan", "converged").succeeds();
        stop(Churn.TUNED, 1, 3);

        assertThat(Cli.run("models", "--store", models()).succeeds().out().lines())
                .satisfiesExactly(
                        first -> assertThat(first).startsWith("* v000001  converged"),
                        second ->
                                assertThat(second)
                                        .startsWith("  v000002  tuned")
                                        .contains("unfinished", "8000 rows", "iteration 3"));
        JsonNode listed = Cli.run("models", "--store", models(), "--json").succeeds().json();
        assertThat(listed.get("models")).hasSize(1);
        assertThat(listed.get("unfinished").get(0).get("iteration").asInt()).isEqualTo(3);
        assertThat(store().current()).isEqualTo("v000001");
        assertThat(store().versions()).containsExactly("v000001");
        for (String[] use :
                List.of(
                        new String[] {"models", "pin", "v000002"},
                        new String[] {
                            "evaluate", "--version", "v000002", "--data", DATA.toString()
                        },
                        new String[] {
                            "replay", "--version", "v000002", "--data", DATA.toString()
                        })) {
            Object[] command = new Object[use.length + 2];
            System.arraycopy(use, 0, command, 0, use.length);
            command[use.length] = "--store";
            command[use.length + 1] = models();
            Cli.run(command)
                    .failsSaying(
                            "v000002: expected a version whose training is over",
                            "`train --resume v000002` goes on with it");
        }
        // A training that ends meanwhile takes the next number.
        train("--plan", "converged").succeeds();
        assertThat(store().latest()).contains("v000003");
    }

    @Test
    void shouldRefuseWhatIsNotThatTraining() throws Exception {
        stop(Churn.TUNED, 1, 1);
        Path other =
                CustomerText.write(directory.resolve("other.csv"), CustomerText.shipped(9_999));

        resume("v000001", other)
                .failsSaying(other + " is not the data that trained v000001", "Give --data");
        resume("v000007", DATA)
                .failsSaying("v000007: expected an unfinished version; found none", "[v000001]");
        refuses("--plan", "converged", "the plan of its beginning, tuned; found converged");
        refuses("--estimator", "linear-svc", "the plan of its beginning, tuned; found linear-svc");
        refuses("--reg", 3, "the hyperparameters of its beginning, Logistic[");
        refuses("--seed", 7, "--seed of its beginning, 42; found 7");
        refuses("--split", "hash", "--split of its beginning, article; found hash");
        refuses("--unseen", "error", "--unseen of its beginning, keep; found error");
        refuses("--time-limit", "9ms", "--time-limit of its beginning, none; found 9 ms");
        refuses("--time-limit", "9s", "--time-limit of its beginning, none; found 9 s");
        refuses("--store-every", 0, "--store-every is 1 iteration or more; found 0");
        resume("v000001", DATA, "--seed", 42, "--plan", "tuned").succeeds();
        resume("v000001", DATA)
                .failsSaying("expected an unfinished version; found one whose training is over");
    }

    private void refuses(String option, Object value, String message) {
        resume("v000001", DATA, option, value).isWrongUsageSaying(message);
    }

    @Test
    void shouldRefuseADamagedStateAndOneOfAnotherVersionOfTheProject() throws Exception {
        stop(Recipe.CONVERGED, 1, 1);
        Path state = models().resolve("v000001.unfinished-1/state.json");
        Files.writeString(state, Files.readString(state).replaceFirst("5", "6"));

        resume("v000001", DATA).failsSaying("state.json: expected", "The model is damaged");

        Path manifest = state.resolveSibling("manifest.json");
        String newer = Files.readString(manifest).replace("\"development\"", "\"9.9\"");
        Files.writeString(manifest, newer);
        Files.writeString(
                manifest.resolveSibling("manifest.sha256"),
                StoredModel.digest(newer.getBytes(StandardCharsets.UTF_8)) + "  manifest.json\n");

        resume("v000001", DATA)
                .failsSaying(
                        "expected the version 9.9 that began its training; found version development");
    }

    @Test
    void shouldForgetATrainingThatHasNoModel() throws Exception {
        Cli cli = train("--plan", "converged", "--store-every", 1, "--reg", 0);

        assertThat(cli.exit()).isEqualTo(1);
        assertThat(cli.err()).contains("v000001 is begun", "collinear");
        assertThat(store().unfinished().versions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, false", "2, true"})
    void shouldFailWhereTheFirstStateCannotBeStoredAlone(int failing, boolean trains) {
        StoredStates stored = new StoredStates(1, new FailingAt(failing), "");
        TrainingOptions options = TrainingOptions.DEFAULT;
        LabelledData rows = LabelledData.read(DATA, Churn.SCHEMA, options);

        Throwable failure =
                catchThrowable(
                        () ->
                                new ModelTraining(LAB.cluster())
                                        .storing(stored)
                                        .publish(rows, Recipe.CONVERGED, options, store()));

        if (trains) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure)
                    .isInstanceOf(TrainingException.class)
                    .hasMessageContainingAll("cannot store its state", "the disk is full");
        }
    }

    /** A writer that fails once. */
    private record FailingAt(int failing) implements StateWriter {
        private static final long serialVersionUID = 1L;

        @Override
        public void write(int iteration, String state, Optional<FittedPipeline> model) {
            if (iteration == failing) {
                throw new IllegalStateException("the disk is full");
            }
        }
    }

    @Test
    void shouldScoreWithTheWeightsOfThen() throws Exception {
        stop(Recipe.CONVERGED, 1, 2);
        UnfinishedVersions unfinished = store().unfinished();

        FittedPipeline model = unfinished.model(unfinished.manifest("v000001")).orElseThrow();

        LabelledData rows = LabelledData.read(DATA, Churn.SCHEMA, TrainingOptions.DEFAULT);
        Scorer scorer = Scorer.of(Churn.SCHEMA, model);
        assertThat(LabelledScores.of(scorer, rows.test()).metrics(scorer.meaning()).get("auroc"))
                .isGreaterThan(0.74);
        FittedPipeline finished = LAB.model(TestData.SHIPPED, Recipe.CONVERGED).pipeline();
        assertThat(model).isNotEqualTo(finished);
        assertThat(model.stages().subList(0, model.stages().size() - 1))
                .isEqualTo(finished.stages().subList(0, finished.stages().size() - 1));

        JsonNode state =
                new ObjectMapper()
                        .readTree(models().resolve("v000001.unfinished-2/state.json").toFile());

        JsonNode weights = state.get("estimator").get("reached").get("coefficients");
        assertThat(weights).hasSize(14);
        assertThat(weights.get(1).asDouble()).isEqualTo(model.classifier().coefficients().get(0));
    }

    /**
     * Trains to the end elsewhere, with the states of the first iterations stored in the store, as
     * if the training had stopped there.
     *
     * @return the SHA-256 of the model at the end
     */
    private String stop(Recipe recipe, int every, int last) throws Exception {
        return stop(DATA.toString(), recipe, every, last);
    }

    private String stop(String data, Recipe recipe, int every, int last) throws Exception {
        TrainingOptions options = TrainingOptions.DEFAULT;
        LabelledData rows = LabelledData.read(data, Churn.SCHEMA, options, Labels.REQUIRED);
        UnfinishedTraining begun =
                store().unfinished()
                        .begin(
                                new UnfinishedTraining(
                                        recipe,
                                        options,
                                        rows.schema(),
                                        rows.provenance(),
                                        ModelTraining.libraries(),
                                        every));
        StateWriter writer =
                new Until(
                        new StoredProgress(StoreLocation.of(models()), begun.modelVersion()), last);
        return new ModelTraining(LAB.cluster())
                .storing(new StoredStates(every, writer, ""))
                .publish(rows, recipe, options, ModelStore.at(directory.resolve("elsewhere")))
                .manifest()
                .modelSha256();
    }

    /** A writer that is heard of no more after an iteration. */
    private record Until(StateWriter writer, int last) implements StateWriter {
        private static final long serialVersionUID = 1L;

        @Override
        public void write(int iteration, String state, Optional<FittedPipeline> model) {
            if (iteration <= last) {
                writer.write(iteration, state, model);
            }
        }
    }

    private Path models() {
        return directory.resolve("models");
    }

    private ModelStore store() {
        return ModelStore.at(models());
    }

    private Cli train(Object... more) {
        return command(new Object[] {"train", "--data", DATA, "--json"}, more);
    }

    private Cli resume(String version, Object data, Object... more) {
        return command(new Object[] {"train", "--data", data, "--resume", version, "--json"}, more);
    }

    private Cli command(Object[] first, Object... more) {
        Object[] all = new Object[first.length + more.length + 2];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        all[all.length - 2] = "--store";
        all[all.length - 1] = models();
        return Cli.run(all);
    }
}
