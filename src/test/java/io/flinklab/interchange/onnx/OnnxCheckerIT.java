package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.Recipes;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenCategoryException;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Our files by the format's own checker, and by ONNX Runtime in Python. */
class OnnxCheckerIT {
    private static final Path PYTHON = Path.of(".venv/onnx/bin/python");
    private static final ObjectMapper JSON = new ObjectMapper();

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @Test
    void shouldWriteFilesThatAreValidAndScoreTheSameInPython() throws Exception {
        requirePython();
        List<FittedPipeline> pipelines = new ArrayList<>(Samples.pipelines().toList());
        for (Recipe plan : Recipes.pipelines()) {
            pipelines.add(LAB.model(TestData.SHIPPED, plan).pipeline());
        }
        List<Example> customers = Samples.customers(2_000);
        JSON.writeValue(directory.resolve("rows.json").toFile(), columns(customers));
        for (int i = 0; i < pipelines.size(); i++) {
            FittedPipeline pipeline = pipelines.get(i);
            Files.write(
                    directory.resolve(i + ".onnx"),
                    OnnxExport.write(Churn.SCHEMA, pipeline, Samples.metadata(pipeline)));
        }

        check();

        assertThat(pipelines).hasSize(19);
        for (int i = 0; i < pipelines.size(); i++) {
            Double[] found =
                    JSON.readValue(directory.resolve(i + ".json").toFile(), Double[].class);
            assertScores(found, Scorer.of(Churn.SCHEMA, pipelines.get(i)), customers);
        }
    }

    private void check() throws IOException, InterruptedException {
        Process python =
                new ProcessBuilder(
                                PYTHON.toString(),
                                "src/test/resources/onnx/check.py",
                                directory.toString())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor()).as("%s", said).isZero();
    }

    /** A row that the model refuses or skips has no score. */
    private static void assertScores(Double[] found, Scorer expected, List<Example> customers) {
        assertThat(found).hasSize(customers.size());
        for (int i = 0; i < found.length; i++) {
            Double score = score(expected, customers.get(i));
            if (score == null) {
                assertThat(found[i]).as("%s", customers.get(i)).isNull();
            } else {
                assertThat(found[i]).as("%s", customers.get(i)).isCloseTo(score, within(1e-12));
            }
        }
    }

    private static Double score(Scorer scorer, Example customer) {
        try {
            return scorer.predict(customer).map(Prediction::score).orElse(null);
        } catch (UnseenCategoryException e) {
            return null;
        }
    }

    private static Map<String, List<Object>> columns(List<Example> customers) {
        Map<String, List<Object>> columns = new HashMap<>();
        Stream.of(Churn.SCHEMA.numberNames(), Churn.SCHEMA.categoryNames())
                .flatMap(List::stream)
                .forEach(
                        column ->
                                columns.put(
                                        column,
                                        customers.stream()
                                                .map(
                                                        c ->
                                                                new KnownCategories(
                                                                                column,
                                                                                List.of(),
                                                                                UnseenCategory.KEEP)
                                                                        .value(Churn.SCHEMA, c))
                                                .toList()));
        return columns;
    }

    private static void requirePython() {
        String missing =
                "SKIPPED: needs Python with onnx at %s; run `make .venv/onnx/.installed`"
                        .formatted(PYTHON);
        if (!Files.isExecutable(PYTHON)) {
            // The build's own output only counts skipped tests.
            System.err.println(missing);
        }
        assumeThat(PYTHON).withFailMessage(missing).isExecutable();
    }
}
