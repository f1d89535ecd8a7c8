package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Plan;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
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

    private ModelStore storeOfTwo() throws Exception {
        Path data = CustomerText.write(directory.resolve("small.csv"), CustomerText.shipped(300));
        ModelStore store = ModelStore.at(directory.resolve("models"));
        for (Plan plan : new Plan[] {Plan.REFERENCE, Plan.CONVERGED}) {
            TrainingOptions options = new TrainingOptions(plan);
            new ModelTraining(LAB.cluster())
                    .publish(LabelledData.read(data, options), options, store);
        }
        return store;
    }

    private static Cli models(ModelStore store, String... more) {
        return more.length == 0
                ? Cli.run("models", "--store", store.root()).succeeds()
                : Cli.run("models", "--store", store.root(), more[0]).succeeds();
    }
}
