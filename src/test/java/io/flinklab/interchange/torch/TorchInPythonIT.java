package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Customer;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ModelCard;
import io.flinklab.serving.Scorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our files in PyTorch itself, where the system's Python has it. */
class TorchInPythonIT {
    private static final String PYTHON = "/usr/bin/python3";
    private static final List<Customer> CUSTOMERS = TorchCustomers.shipped().subList(0, 1_000);

    @TempDir Path directory;

    @BeforeAll
    static void needsPythonsPyTorch() throws Exception {
        if (!Files.isExecutable(Path.of(PYTHON))
                || new ProcessBuilder(PYTHON, "-c", "import torch").start().waitFor() != 0) {
            Torch.skip("PyTorch for " + PYTHON + ", such as Debian's python3-torch");
        }
    }

    static Stream<FittedPipeline> pipelines() {
        return Stream.concat(
                Stream.of(
                        SamplePipelines.reference(UnseenCategory.ERROR),
                        SamplePipelines.tuned(UnseenCategory.KEEP)),
                EveryStage.pipelines());
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldScoreAPipelineAsThePlainScorerDoes(FittedPipeline pipeline) throws Exception {
        ModelCard card = Torch.card(pipeline);

        assertThat(scores(TorchExport.write(pipeline, card), card))
                .containsExactly(Scorer.of(pipeline).score(CUSTOMERS).toArray(), within(1e-12));
    }

    @Test
    void shouldScoreANetworkAsPlainJavaDoes() throws Exception {
        SampleNetwork sample = new SampleNetwork(16, 8, 1);

        assertThat(scores(TorchExport.write(sample.network(), ModelCard.none()), ModelCard.none()))
                .containsExactly(
                        CUSTOMERS.stream().mapToDouble(sample::score).toArray(), within(1e-12));
    }

    private double[] scores(byte[] file, ModelCard card) throws IOException, InterruptedException {
        Path model = Files.write(directory.resolve("model.pt"), file);
        Path rows = Files.write(directory.resolve("rows.csv"), rows(card));
        Path out = directory.resolve("scores");
        Path errors = directory.resolve("errors");
        Process process =
                new ProcessBuilder(PYTHON, "environment/models/torch_score.py", model.toString())
                        .redirectInput(rows.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(errors.toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return Files.readAllLines(out).stream().mapToDouble(Double::parseDouble).toArray();
    }

    private static List<String> rows(ModelCard card) {
        CustomerTensor tensor = new CustomerTensor(card);
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
