package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.serving.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our files in PyTorch itself, where the system's Python has it. */
class TorchInPythonIT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final List<Example> CUSTOMERS = TorchCustomers.shipped().subList(0, 1_000);

    @TempDir Path directory;

    @BeforeAll
    static void needsPythonsPyTorch() throws Exception {
        if (!Files.isExecutable(Path.of(PYTHON))
                || new ProcessBuilder(PYTHON, "-c", "import torch").start().waitFor() != 0) {
            Torch.skip("PyTorch for " + PYTHON + ", such as Debian's python3-torch");
        }
    }

    @Test
    void shouldScoreThereAsPlainJavaDoesHere() throws Exception {
        Map<String, double[]> expected = new LinkedHashMap<>();
        for (FittedPipeline pipeline : pipelines().toList()) {
            String name = "pipeline-" + expected.size();
            ExportMetadata metadata = Torch.metadata(pipeline);
            write(name, TorchExport.write(TorchCustomers.SCHEMA, pipeline, metadata), metadata);
            expected.put(name, Scorer.of(Churn.SCHEMA, pipeline).score(CUSTOMERS).toArray());
        }
        SampleNetwork sample = new SampleNetwork(16, 8, 1);
        write(
                "network",
                TorchExport.write(TorchCustomers.SCHEMA, sample.network(), ExportMetadata.none()),
                ExportMetadata.none());
        expected.put("network", CUSTOMERS.stream().mapToDouble(sample::score).toArray());

        scoreInPython();

        for (Map.Entry<String, double[]> model : expected.entrySet()) {
            assertThat(scores(model.getKey()))
                    .as(model.getKey())
                    .containsExactly(model.getValue(), within(1e-12));
        }
    }

    private static Stream<FittedPipeline> pipelines() {
        return Stream.concat(
                Stream.of(
                        SamplePipelines.reference(UnseenCategory.ERROR),
                        SamplePipelines.tuned(UnseenCategory.KEEP)),
                EveryStage.pipelines());
    }

    private void write(String name, byte[] file, ExportMetadata metadata) throws IOException {
        Files.write(directory.resolve(name + ".pt"), file);
        Files.write(directory.resolve(name + ".csv"), rows(metadata));
    }

    private void scoreInPython() throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        Process process =
                new ProcessBuilder(
                                PYTHON, "environment/models/torch_score.py", directory.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(errors.toFile())
                        .start();
        assertThat(process.waitFor()).as("%s", Files.readString(errors)).isZero();
    }

    private double[] scores(String name) throws IOException {
        return Files.readAllLines(directory.resolve(name + ".scores")).stream()
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static List<String> rows(ExportMetadata metadata) {
        ExampleTensor.Writer tensor = new ExampleTensor(TorchCustomers.SCHEMA, metadata).writer();
        return CUSTOMERS.stream()
                .map(customer -> tensor.of(List.of(customer)))
                .map(
                        row ->
                                Arrays.stream(row)
                                        .mapToObj(Double::toString)
                                        .collect(Collectors.joining(",")))
                .toList();
    }
}
