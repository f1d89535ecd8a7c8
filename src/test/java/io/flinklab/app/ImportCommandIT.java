package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.interchange.Runtimes;
import io.flinklab.lesson.Promotion;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that leave a store as files, and files that come into a store as models. */
class ImportCommandIT {
    @RegisterExtension static final Lab LAB = new Lab();

    private static final Path DATA = TestData.SHIPPED.file();

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({"onnx, ONNX", "pmml, PMML", "torchscript, TORCH"})
    void shouldScoreAsTheModelThatItWasExportedFrom(String format, Runtimes runtime)
            throws Exception {
        InstalledRuntimes.require(runtime);
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);

        JsonNode imported = imported(format, exported(model, format)).json();
        Cli.run("score", "--store", store(), "--data", DATA, "--out", out("theirs")).succeeds();
        Cli.run("score", "--store", store(model), "--data", DATA, "--out", out("ours")).succeeds();

        assertThat(imported.get("plan").asText()).isEqualTo("imported");
        assertThat(imported.get("format").asText()).isEqualTo(format);
        assertThat(imported.get("auroc").asDouble())
                .isCloseTo(model.manifest().training().metrics().get("auroc"), within(1e-12));
        assertThat(scores("theirs")).hasSize(10_000).containsExactly(scores("ours"), within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"onnx, ONNX", "pmml, PMML", "torchscript, TORCH"})
    void shouldScoreAPipelineByAnyRuntime(String format, Runtimes runtime) throws Exception {
        InstalledRuntimes.require(runtime);
        StoredModel model = LAB.model(TestData.SHIPPED, Churn.TUNED);
        Path sink = directory.resolve("scores");

        Cli.run(
                        "stream",
                        "--store",
                        store(model),
                        "--source",
                        DATA,
                        "--sink",
                        sink,
                        "--batch",
                        256,
                        "--runtime",
                        runtime)
                .succeeds();

        double[] expected =
                Scorer.of(model).score(Dataset.read(Churn.SCHEMA, DATA).examples()).toArray();
        double[] found =
                JsonLines.in(sink).mapToDouble(row -> row.get("score").asDouble()).toArray();
        Arrays.sort(expected);
        Arrays.sort(found);
        assertThat(found).containsExactly(expected, within(1e-12));
    }

    @Test
    void shouldListAndVerifyAndPromoteWhatWasImported() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Recipe.CONVERGED);
        imported("pmml", exported(model, "pmml"));

        assertThat(Cli.run("models", "--store", store()).out())
                .startsWith("* v000001  imported   pmml")
                .contains("trained elsewhere");
        assertThat(Cli.run("models", "verify", "--store", store()).succeeds().out())
                .startsWith("v000001 is good: 3 files, 16 golden scores");
        StoredModel promoted =
                Promotion.of(
                        ModelStore.at(store()).open(), ModelStore.at(directory.resolve("live")));
        assertThat(promoted.format()).isEqualTo(ModelFormat.PMML);
        Cli.run("replay", "--store", store(), "--data", DATA)
                .failsSaying("expected a fitted pipeline; found a model of format pmml");
    }

    /** On another processor the scores of single precision are others in their last digits. */
    @ParameterizedTest
    @CsvSource({"trees.onnx, 1e-7, true", "trees.onnx, 1e-5, false"})
    void shouldHoldAModelOfSinglePrecisionToThatAlone(String file, double wrongBy, boolean good)
            throws Exception {
        InstalledRuntimes.require(Runtimes.ONNX);
        imported("onnx", Path.of("data/models", file));
        shiftGoldenScores(store().resolve("v000001"), wrongBy);

        Cli verified = Cli.run("models", "verify", "--store", store());

        if (good) {
            assertThat(verified.succeeds().out()).startsWith("v000001 is good");
        } else {
            verified.failsSaying("golden score 1 of 16", "expected score");
        }
    }

    /** Adds this to the scores of a manifest's golden scores, and signs it again. */
    private static void shiftGoldenScores(Path version, double by) throws Exception {
        Path manifest = version.resolve("manifest.json");
        ObjectMapper json = new ObjectMapper();
        ObjectNode changed = (ObjectNode) json.readTree(manifest.toFile());
        for (JsonNode golden : changed.get("goldenScores")) {
            ((ObjectNode) golden).put("score", golden.get("score").asDouble() + by);
        }
        byte[] bytes = json.writeValueAsBytes(changed);
        Files.write(manifest, bytes);
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        Files.writeString(version.resolve("manifest.sha256"), digest + "  manifest.json\n");
    }

    @Test
    void shouldRefuseAFileThatIsNoModel() throws Exception {
        Path file = Files.writeString(directory.resolve("model.onnx"), "no model");

        Cli.run(
                        "models",
                        "import",
                        "--store",
                        store(),
                        "--format",
                        "onnx",
                        "--file",
                        file,
                        "--data",
                        DATA)
                .failsSaying(file + " cannot be imported: ", "ONNX");
        Cli.run(
                        "models",
                        "import",
                        "--store",
                        store(),
                        "--format",
                        "pmml",
                        "--file",
                        "nowhere",
                        "--data",
                        DATA)
                .failsSaying("nowhere cannot be read");
        assertThat(store()).doesNotExist();
    }

    @Test
    void shouldRefuseARuntimeThatDoesNotRunTheFormat() throws Exception {
        imported("onnx", exported(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), "onnx"));

        Cli.run(
                        "stream",
                        "--store",
                        store(),
                        "--source",
                        DATA,
                        "--sink",
                        out("scores"),
                        "--runtime",
                        "plain")
                .failsSaying("may not be used", "Expected a fitted pipeline", "which is onnx");
        Cli.run("score", "--store", store(), "--data", DATA, "--out", out("s"), "--runtime", "pmml")
                .failsSaying("may not be used", "v000001, which is onnx");
        Cli.run("export", "--store", store(), "--format", "pmml", "--out", out("model"))
                .isWrongUsageSaying("v000001, which is onnx");
    }

    private Cli imported(String format, Path file) {
        return Cli.run(
                        "models",
                        "import",
                        "--store",
                        store(),
                        "--format",
                        format,
                        "--file",
                        file,
                        "--data",
                        DATA,
                        "--json")
                .succeeds();
    }

    private Path exported(StoredModel model, String format) throws IOException {
        Path file = out("model." + format);
        Cli.run("export", "--store", store(model), "--format", format, "--out", file).succeeds();
        return file;
    }

    private double[] scores(String name) throws IOException {
        return Files.readAllLines(out(name)).stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                .toArray();
    }

    private Path store() {
        return directory.resolve("models");
    }

    private static Path store(StoredModel model) {
        return model.directory().getParent();
    }

    private Path out(String name) {
        return directory.resolve(name);
    }
}
