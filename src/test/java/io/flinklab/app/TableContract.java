package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.interchange.Runtimes;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.serving.http.Calls;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole way of a table that has a schema file, by the commands; trained once. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class TableContract {
    private static final int STREAMED = 200;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension static final Kafka KAFKA = new Kafka();
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    private Path store;
    private JsonNode trained;
    private StoredModel model;
    private List<Example> examples;

    /**
     * What the test resources have of the table: {@code NAME.json} and {@code NAME-golden.json}.
     */
    abstract String name();

    /** The file that trains; skips the tests where it is missing. */
    abstract Path trainingFile();

    /** The file that measures. */
    abstract Path testFile();

    /** What {@code evaluate} must say of the file that measures. */
    abstract void requireQuality(JsonNode evaluation);

    @BeforeAll
    void train() throws Exception {
        Path data = trainingFile();
        store = LAB.newDirectory().resolve("models");
        trained =
                Cli.run(
                                "train",
                                "--schema",
                                resource(".json"),
                                "--data",
                                data,
                                "--store",
                                store,
                                "--parallelism",
                                2,
                                "--json")
                        .succeeds()
                        .json();
        model = ModelStore.at(store).open();
        examples = new ArrayList<>(Dataset.read(schema(), testFile()).examples());
    }

    @Test
    void shouldTrainToScikitLearnsCoefficients() throws IOException {
        JsonNode golden = MAPPER.readTree(resource("-golden.json").toFile());

        assertThat(trained.get("plan").asText()).isEqualTo("converged");
        assertThat(model.pipeline().classifier().coefficients())
                .hasSize(golden.get("coefficients").size());
        assertThat(DoubleStream.concat(DoubleStream.of(intercept()), coefficients()).toArray())
                .containsExactly(
                        DoubleStream.concat(
                                        DoubleStream.of(golden.get("intercept").asDouble()),
                                        Arrays.stream(
                                                MAPPER.convertValue(
                                                        golden.get("coefficients"),
                                                        double[].class)))
                                .toArray(),
                        within(1e-6));
        JsonNode evaluation =
                Cli.run("evaluate", "--store", store, "--data", testFile(), "--json")
                        .succeeds()
                        .json();
        requireQuality(evaluation);
    }

    @Test
    void shouldBeTheSameModelAgain() throws IOException {
        JsonNode replay =
                Cli.run("replay", "--store", store, "--data", trainingFile(), "--json")
                        .succeeds()
                        .json();

        assertThat(replay.get("identical").asBoolean()).isTrue();
        Cli.run("models", "verify", "--store", store).succeeds();
    }

    @Test
    void shouldScoreAFileAsTheScorerDoes() throws IOException {
        Path out = directory.resolve("scores.csv");

        Cli.run("score", "--store", store, "--data", testFile(), "--out", out).succeeds();

        List<String> lines = Files.readAllLines(out);
        assertThat(lines.get(0)).isEqualTo("line,score,prediction,modelVersion");
        assertThat(
                        lines.stream()
                                .skip(1)
                                .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                                .toArray())
                .isEqualTo(scores(examples));
    }

    @Test
    void shouldScoreAsFlinkMlDoes() throws Exception {
        List<Example> rows = withUnseen(examples.subList(0, STREAMED));

        assertThat(scores(rows))
                .containsExactly(
                        FlinkMlScores.of(LAB.cluster(), model.flinkPipeline(), schema(), rows),
                        within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(names = {"ONNX", "PMML", "TORCH"})
    void shouldScoreTheSameInEveryRuntime(Runtimes runtime) throws IOException {
        InstalledRuntimes.require(runtime);
        List<Example> rows = withUnseen(examples.subList(0, 5 * STREAMED));

        try (Scorer scorer = runtime.open(ServedModel.of(model))) {
            assertThat(scorer.score(rows).toArray()).containsExactly(scores(rows), within(1e-12));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"onnx", "pmml", "torchscript"})
    void shouldExport(String format) throws IOException {
        Path out = directory.resolve(format);

        Cli.run("export", "--store", store, "--format", format, "--out", out).succeeds();

        assertThat(out).isNotEmptyFile();
    }

    @Test
    void shouldStreamAFile() throws IOException {
        List<Example> rows = examples.subList(0, STREAMED);
        Path data = directory.resolve("data.csv");
        Files.writeString(data, ExampleCsv.unlabelled(schema()).write(rows));

        requireStreamed(data, rows);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "json"})
    void shouldStreamATopic(String format) throws Exception {
        List<Example> rows = examples.subList(0, STREAMED);
        String topic = name() + "-" + format;
        KAFKA.createTopic(topic, 2);
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), topic)) {
            writer.write(
                    format.equals("csv")
                            ? ExampleCsv.unlabelled(schema()).records(rows)
                            : rows.stream().map(this::json).toList());
        }

        requireStreamed(
                "kafka://%s/%s?bounded=true&format=%s".formatted(KAFKA.servers(), topic, format),
                rows);
    }

    @Test
    void shouldServe() throws Exception {
        List<Example> rows = examples.subList(0, STREAMED);
        try (ServeProcess service = ServeProcess.start("--store", store)) {
            JsonNode answers =
                    new Calls(service.uri())
                            .score(rows.stream().map(this::json).toList().toString())
                            .json();

            double[] scores =
                    answers.findValues("score").stream().mapToDouble(JsonNode::asDouble).toArray();
            assertThat(scores).isEqualTo(scores(rows));
        }
    }

    private void requireStreamed(Object source, List<Example> rows) throws IOException {
        Path sink = directory.resolve("scored");
        Cli.run("stream", "--source", source, "--store", store, "--sink", sink).succeeds();

        List<JsonNode> scored = new ArrayList<>();
        Set<String> origins = new HashSet<>();
        for (String line : lines(sink)) {
            scored.add(MAPPER.readTree(line));
            origins.add(MAPPER.readTree(line).get("row").asText());
        }
        assertThat(origins).hasSize(rows.size());
        assertThat(scored.stream().mapToDouble(row -> row.get("score").asDouble()).sorted())
                .containsExactly(
                        Arrays.stream(scores(rows)).sorted().boxed().toArray(Double[]::new));
        assertThat(directory.resolve("scored-rejects")).doesNotExist();
    }

    private static List<String> lines(Path files) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private List<Example> withUnseen(List<Example> rows) {
        List<Example> more = new ArrayList<>(rows);
        for (int i = 0; i < schema().categories().size(); i++) {
            more.add(rows.get(i).withText(i, "no, \"such\" value " + i));
        }
        return more;
    }

    private double[] scores(List<Example> rows) {
        return Scorer.of(model).score(rows).toArray();
    }

    private String json(Example example) {
        return ExampleJson.write(schema(), example.withLabel(Double.NaN));
    }

    private Schema schema() {
        return model.manifest().schema();
    }

    private double intercept() {
        return model.pipeline().classifier().intercept();
    }

    private DoubleStream coefficients() {
        return model.pipeline().classifier().coefficients().stream()
                .mapToDouble(Double::doubleValue);
    }

    private Path resource(String suffix) {
        return Path.of("src/test/resources/tables", name() + suffix);
    }
}
