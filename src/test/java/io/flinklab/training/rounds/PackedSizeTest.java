package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import io.flinklab.kit.WideTable;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

/** What the page on scale and the README say of a packed row. */
class PackedSizeTest {
    private static final Pattern SAID =
            Pattern.compile("once, packed, about (\\d+) bytes a customer");
    private static final Pattern SAID_OF_MANY =
            Pattern.compile("10,003 features\\s+of\\s+a\\s+row\\s+take\\s+(\\d+)\\s+bytes");
    private static final double NEAR = 2;

    @Test
    void shouldTakeAsManyBytesAsThePageSays() throws Exception {
        Matcher said = SAID.matcher(Files.readString(Path.of("notebooks", "scale.md")));

        assertThat(said.find()).isTrue();
        assertThat(Double.parseDouble(said.group(1)))
                .isCloseTo(bytes(Churn.SCHEMA, TestData.SHIPPED.customers()), within(NEAR));
    }

    @Test
    void shouldTakeAsManyBytesAsTheReadmeSaysWhereACategoryIsOneOfMany() throws Exception {
        Matcher said = SAID_OF_MANY.matcher(Files.readString(Path.of("README.md")));

        assertThat(said.find()).isTrue();
        assertThat(Double.parseDouble(said.group(1)))
                .isCloseTo(
                        bytes(WideTable.SCHEMA, WideTable.rows(40_000, 10_000, 5)), within(NEAR));
    }

    private static double bytes(Schema schema, List<Example> examples) throws IOException {
        Vocabulary vocabulary = Recipe.CONVERGED.features().vocabulary(schema, examples);
        FeatureFit fit =
                FeatureFit.of(
                                schema,
                                Recipe.CONVERGED.features().stages(vocabulary, UnseenCategory.KEEP))
                        .orElseThrow();
        ExampleWorker<Void> worker =
                new ExampleWorker<>(
                        fit, schema.numbers().size(), schema.categories().size(), null, null);
        DataOutputSerializer packed = new DataOutputSerializer(1 << 20);
        for (Example each : examples) {
            worker.write(ExampleRow.of(each), packed);
        }
        // Beside its content a row has its hash and its length.
        return packed.length() / (double) examples.size() + Long.BYTES + 1;
    }
}
