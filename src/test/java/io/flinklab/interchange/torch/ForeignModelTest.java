package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenCategoryException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that others made: what they may return, and one that Python trained. */
class ForeignModelTest {
    private static final Path ELSEWHERE = Path.of("src/test/resources/torch");

    @BeforeAll
    static void needsLibTorch() {
        Torch.require();
    }

    @Test
    void shouldScoreAsPythonDoesWithANetworkThatPythonTrained() throws IOException {
        byte[] file = Files.readAllBytes(ELSEWHERE.resolve("elsewhere.pt"));
        List<String> lines = Files.readAllLines(ELSEWHERE.resolve("elsewhere.csv"));
        List<String[]> rows = lines.stream().skip(1).map(line -> line.split(",")).toList();
        List<Example> all = TorchCustomers.shipped();
        List<Example> customers = all.subList(all.size() - rows.size(), all.size());

        try (Scorer scorer = TorchScorer.open(TorchCustomers.SCHEMA, file)) {
            assertThat(customers)
                    .extracting(customer -> customer.key().toString())
                    .containsExactlyElementsOf(rows.stream().map(row -> row[0]).toList());
            assertThat(scorer.score(customers).toArray())
                    .hasSize(300)
                    .containsExactly(
                            rows.stream().mapToDouble(row -> Double.parseDouble(row[1])).toArray(),
                            within(1e-12));
            assertThat(scorer.score(TorchCustomers.with("Italy", "Male", 40, 1)))
                    .isBetween(0.0, 1.0);
            assertThatThrownBy(() -> scorer.score(TorchCustomers.with("Spain", "Other", 40, 1)))
                    .isInstanceOf(UnseenCategoryException.class);
        }
    }

    /** For Ben of Spain, 40 years old, with 2 products. */
    @ParameterizedTest
    @CsvSource({
        "'x[:, 3] / 100', 0.4",
        "'x[:, 3:4] / 100', 0.4",
        "'x[:, 5:7] / 100000', 0.00002",
        "'x[:, 1] / 10', 0.2",
        "'x[:, 2] / 10', 0.1",
    })
    void shouldTakeOneColumnOrTheLastOfTwo(String expression, double expected) {
        try (Scorer scorer = TorchScorer.open(TorchCustomers.SCHEMA, returning(expression))) {
            Example ben = TorchCustomers.with("Spain", "Male", 40, 2);

            assertThat(scorer.score(List.of(ben, ben, ben)).toArray())
                    .containsExactly(new double[] {expected, expected, expected}, within(1e-12));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "x[:3], '[N, 2] probabilities', '(1, 10)'",
        "x[0], 'probabilities', '(10)'",
        "'x[:, 3]', 'probability', 40.0",
        "'x[:, 3] / 0 * 0', 'probability', NaN",
        "'x[:, 77]', 'libtorch says', 'out of range'",
    })
    void shouldRefuseWhatIsNoProbability(String expression, String expected, String found) {
        try (Scorer scorer = TorchScorer.open(TorchCustomers.SCHEMA, returning(expression))) {
            assertThatThrownBy(() -> scorer.score(TorchCustomers.with("Spain", "Male", 40, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll(expected, found);
        }
    }

    @Test
    void shouldGiveFloatsToAModelOfFloats() {
        ScriptModule module = new ScriptModule("Floats", Churn.SCHEMA.featureNames());
        ByteBuffer ones = ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 10; i++) {
            ones.putFloat(i == 3 ? 0.01f : 0);
        }
        module.tensors()
                .add(new ScriptModule.Tensor("w", true, "FloatStorage", List.of(10), ones.array()));
        module.line("return torch.matmul(x, self.w)");
        try (Scorer scorer =
                TorchScorer.open(
                        TorchCustomers.SCHEMA, TorchArchive.write(module, ExportMetadata.none()))) {
            assertThat(scorer.score(TorchCustomers.with("Spain", "Male", 40, 1)))
                    .isCloseTo(0.4, within(1e-6));
        }
    }

    private static byte[] returning(String expression) {
        ScriptModule module = new ScriptModule("Foreign", Churn.SCHEMA.featureNames());
        module.line("return %s", expression);
        return TorchArchive.write(module, ExportMetadata.none());
    }
}
