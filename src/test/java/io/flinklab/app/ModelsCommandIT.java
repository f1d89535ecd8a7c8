package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.churn.Churn;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ModelsCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldListVersionsOldestFirstAndMarkTheOneInUse() throws Exception {
        ModelStore store = storeOfTwo();
        store.pin("v000001");

        String[] lines = models(store).out().split("\n");

        assertThat(lines).hasSize(2);
        assertThat(lines[0]).startsWith("* v000001  reference").contains("small.csv", "240 rows");
        assertThat(lines[1]).startsWith("  v000002  converged").contains("AUROC 0.");
    }

    @Test
    void shouldListThemAsOneJsonObject() throws Exception {
        ModelStore store = storeOfTwo();

        JsonNode json = models(store, "--json").json();

        assertThat(json.get("current").asText()).isEqualTo("v000002");
        assertThat(json.get("models")).hasSize(2);
        JsonNode first = json.get("models").get(0);
        assertThat(first.get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(first.get("plan").asText()).isEqualTo("reference");
        assertThat(first.get("modelSha256").asText()).hasSize(64);
        assertThat(first.get("metrics").get("auroc").isDouble()).isTrue();
    }

    @Test
    void shouldListTheGoodVersionsAndMarkTheDamagedOne() throws Exception {
        ModelStore store = storeOfTwo();
        Files.delete(store.root().resolve("v000001/manifest.json"));
        Files.writeString(store.root().resolve("v000007"), "a stray file");
        Files.createDirectories(store.root().resolve("notes/v000008"));

        String[] lines = models(store).out().split("\n");
        JsonNode json = models(store, "--json").json();

        assertThat(lines).hasSize(2);
        assertThat(lines[0])
                .startsWith("  v000001  damaged: ")
                .contains("v000001/manifest.json", "no such file");
        assertThat(lines[1]).startsWith("* v000002  converged");
        assertThat(json.get("current").asText()).isEqualTo("v000002");
        assertThat(json.get("models")).hasSize(1);
        assertThat(json.get("damaged")).hasSize(1);
        assertThat(json.get("damaged").get(0).get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(json.get("damaged").get(0).get("error").asText()).contains("no such file");
    }

    @Test
    void shouldListTheGoodVersionsThoughTheOneInUseIsDamagedOrUnknown() throws Exception {
        ModelStore store = storeOfTwo();
        Files.delete(store.root().resolve("v000002/manifest.json"));

        Cli damaged = Cli.run("models", "--store", store.root());
        Files.writeString(store.root().resolve("pinned"), "v000009");
        Cli unknown = Cli.run("models", "--store", store.root());

        assertThat(damaged.exit()).isEqualTo(1);
        assertThat(damaged.out()).contains("  v000001  reference", "* v000002  damaged: ");
        assertThat(damaged.err()).startsWith("error: ").contains("v000002/manifest.json");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.out()).contains("  v000001  reference");
        assertThat(unknown.err()).startsWith("error: ").contains("pinned", "v000009");
    }

    @Test
    void shouldPutNoDamagedVersionInUse() throws Exception {
        ModelStore store = storeOfTwo();
        Path third = store.root().resolve("v000003");
        copy(store.root().resolve("v000002"), third);
        Files.writeString(store.root().resolve("v000002/parameters.json"), "{}");

        Cli.run("models", "pin", "v000002", "--store", store.root())
                .failsSaying("v000002/parameters.json", "The model is damaged");
        assertThat(store.pinned()).isEmpty();
        assertThat(change(store, "pin", "v000001").out()).contains("v000001 is in use now");
        store.unpin();
        assertThat(change(store, "rollback").out()).isEqualTo("rollback: v000001 is in use now\n");
    }

    private static void copy(Path from, Path to) throws Exception {
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(from.toUri()),
                new org.apache.flink.core.fs.Path(to.toUri()),
                false);
    }

    @Test
    void shouldPinRollBackAndUnpin() throws Exception {
        ModelStore store = storeOfTwo();

        assertThat(change(store, "rollback").out()).isEqualTo("rollback: v000001 is in use now\n");
        assertThat(store.pinned()).contains("v000001");
        assertThat(change(store, "unpin").out()).isEqualTo("unpin: v000002 is in use now\n");
        assertThat(store.pinned()).isEmpty();
        assertThat(change(store, "pin", "v000001").out()).isEqualTo("pin: v000001 is in use now\n");
        assertThat(store.current()).isEqualTo("v000001");
        Cli.run("models", "rollback", "--store", store.root())
                .failsSaying("expected a version before the current one, v000001");
        Cli.run("models", "pin", "v000009", "--store", store.root())
                .failsSaying("[v000001, v000002]", "v000009");
        assertThat(store.current()).isEqualTo("v000001");
    }

    @Test
    void shouldVerifyFilesGoldenScoresAndBounds() throws Exception {
        ModelStore store = storeOfTwo();

        assertThat(change(store, "verify").out())
                .startsWith("v000002 is good: ")
                .contains("16 golden scores", store.manifest("v000002").modelSha256());
        assertThat(change(store, "verify", "all").out().lines()).hasSize(2);
        assertThat(change(store, "verify", "v000001", "--bound", "auroc>=0").out())
                .startsWith("v000001 is good");
        Cli.run("models", "verify", "--bound", "auroc>=1.5", "--store", store.root())
                .failsSaying("v000002: expected auroc>=1.5; found auroc 0.");
    }

    @Test
    void shouldVerifyEveryVersionThoughOneIsDamaged() throws Exception {
        ModelStore store = storeOfTwo();
        Files.writeString(store.root().resolve("v000001/parameters.json"), "{}");

        Cli verified = Cli.run("models", "verify", "all", "--store", store.root());

        assertThat(verified.exit()).isEqualTo(1);
        assertThat(verified.out()).startsWith("v000002 is good").hasLineCount(1);
        assertThat(verified.err())
                .startsWith("error: ")
                .contains("v000001/parameters.json", "The model is damaged")
                .hasLineCount(1);
    }

    private static Cli change(ModelStore store, String... arguments) {
        List<Object> all = new ArrayList<>(List.of("models"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--store", store.root()));
        return Cli.run(all.toArray()).succeeds();
    }

    private ModelStore storeOfTwo() throws Exception {
        Path data = CustomerText.write(directory.resolve("small.csv"), CustomerText.shipped(300));
        ModelStore store = ModelStore.at(directory.resolve("models"));
        for (Recipe plan : new Recipe[] {Churn.REFERENCE, Recipe.CONVERGED}) {
            TrainingOptions options = TrainingOptions.DEFAULT;
            new ModelTraining(LAB.cluster())
                    .publish(LabelledData.read(data, Churn.SCHEMA, options), plan, options, store);
        }
        return store;
    }

    private static Cli models(ModelStore store, String... more) {
        return more.length == 0
                ? Cli.run("models", "--store", store.root()).succeeds()
                : Cli.run("models", "--store", store.root(), more[0]).succeeds();
    }
}
