package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.data.RejectFile;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EvaluateCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldMeasureTheTestRowsAsTrainingDid() throws Exception {
        List<String> all = CustomerText.shipped(10_000);
        List<String> test = new ArrayList<>(all.subList(8001, all.size()));
        test.add(0, all.get(0));

        JsonNode json = evaluate(test, "--json").json();

        for (String name :
                List.of("rows", "correct", "auroc", "logLoss", "brier", "ks", "lorenz")) {
            assertThat(json.get(name).asDouble())
                    .as(name)
                    .isCloseTo(model().manifest().training().metrics().get(name), within(1e-12));
        }
        assertThat(json.get("modelVersion").asText()).isEqualTo("v000001");
        assertThat(json.get("modelSha256").asText()).isEqualTo(model().manifest().modelSha256());
        assertThat(json.get("coefficients")).hasSize(13);
        assertThat(json.get("rejects").asInt()).isZero();
    }

    @Test
    void shouldCountRejectsAndRows() throws Exception {
        List<String> lines = CustomerText.shipped(40);
        lines.add("5 rows short");

        Path rejects = directory.resolve("kept.csv");

        JsonNode json = evaluate(lines, "--json", "--rejects", rejects.toString()).json();

        assertThat(json.get("rows").asInt()).isEqualTo(40);
        assertThat(json.get("rejects").asInt()).isEqualTo(1);
        assertThat(RejectFile.read(rejects))
                .singleElement()
                .matches(reject -> reject.line() == 42 && reject.raw().equals("5 rows short"));
    }

    @Test
    void shouldGiveNullForWhatOneClassCannotTell() throws Exception {
        JsonNode json = evaluate(List.of(CustomerText.HEADER, CustomerText.ANNA), "--json").json();

        assertThat(json.get("rows").asInt()).isEqualTo(1);
        assertThat(json.get("auroc").isNull()).isTrue();
        assertThat(json.get("logLoss").isDouble()).isTrue();
    }

    @Test
    void shouldPrintAlignedLinesForPeople() throws Exception {
        String out = evaluate(CustomerText.shipped(200), "--version", "v000001").out();

        assertThat(out).contains("auroc              0.").contains("rows               200");
        assertThat(out).doesNotContain("coefficients").doesNotContain("{");
    }

    private Cli evaluate(List<String> lines, String... more) throws Exception {
        Path data = CustomerText.write(directory.resolve("data.csv"), lines);
        List<Object> arguments = new ArrayList<>();
        arguments.addAll(
                List.of("evaluate", "--data", data, "--store", model().directory().getParent()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray()).succeeds();
    }

    private static StoredModel model() throws Exception {
        return LAB.model(TestData.SHIPPED, Plan.CONVERGED);
    }
}
