package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Example;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of random columns, kinds and policies, of each of which one model is trained. */
class RandomTablesIT {
    private static final int TRAINED = 300;
    private static final int SCORED = 60;

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 8, 12, RandomTable.MOST})
    void shouldScoreTheSameEverywhere(int features) throws Exception {
        RandomTable table = new RandomTable(features);
        StoredModel model = train(table.schema(), table.rows(TRAINED), 1);
        List<Example> rows = new ArrayList<>(table.rows(SCORED));
        rows.addAll(table.strangers(SCORED));

        double[] expected =
                FlinkMlScores.of(LAB.cluster(), model.flinkPipeline(), table.schema(), rows);

        Scorer plain = Scorer.of(model);
        assertThat(plain.score(rows).toArray()).containsExactly(expected, within(1e-12));
        assertThat(rows.stream().mapToDouble(plain::score).toArray())
                .containsExactly(expected, within(1e-12));
        for (Runtimes runtime :
                List.of(Runtimes.ONNX, Runtimes.PMML, Runtimes.TORCH, Runtimes.PYTHON)) {
            requireParity(runtime, model, rows, expected);
        }
    }

    private static void requireParity(
            Runtimes runtime, StoredModel model, List<Example> rows, double[] expected) {
        try (Scorer scorer = runtime.open(ServedModel.of(model))) {
            assertThat(scorer.score(rows).toArray())
                    .as(runtime.toString())
                    .containsExactly(expected, within(1e-12));
        } catch (MissingRuntimeException e) {
            System.err.println("SKIPPED: " + e.getMessage());
        }
    }

    /** Flink ML's imputers and scalers add up in the order of arrival. */
    @Test
    void shouldTrainTheSameModelAtAnyParallelism() throws Exception {
        RandomTable table = new RandomTable(RandomTable.MOST);
        List<Example> rows = table.rows(TRAINED);

        String one = train(table.schema(), rows, 1).manifest().modelSha256();

        assertThat(train(table.schema(), rows, 2).manifest().modelSha256()).isEqualTo(one);
        assertThat(train(table.schema(), rows, 4).manifest().modelSha256()).isEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features",
                "prediction",
                "rawPrediction",
                "Continuous",
                "ContinuousScaled",
                "colourIndex",
                "colourOneHot"
            })
    void shouldRefuseANameThatThePlanNeedsItself(String name) {
        Schema schema =
                Schema.builder()
                        .number(name, NumberRange.decimal(0, 1000))
                        .category("colour")
                        .label("label", "1", "0")
                        .build();

        assertThatThrownBy(() -> train(schema, rows(schema), 1))
                .isInstanceOf(TrainingException.class)
                .hasMessageStartingWith("Column '" + name + "': expected a name that the plan")
                .hasMessageContaining("Rename the column");
    }

    private static List<Example> rows(Schema schema) {
        return IntStream.range(0, 20)
                .mapToObj(
                        i ->
                                new Example(
                                        null,
                                        new double[] {i},
                                        new String[] {"c" + i % 3},
                                        i * 7 % 3 == 0 ? 1 : 0))
                .toList();
    }

    private StoredModel train(Schema schema, List<Example> rows, int parallelism) throws Exception {
        Path data = Files.createTempFile(directory, "rows", ".csv");
        ExampleCsv csv = ExampleCsv.labelled(schema);
        ExampleCsv.write(data, csv.header(), rows.stream().map(csv::fields).iterator());
        TrainingOptions options =
                new TrainingOptions(Split.Method.ARTICLE, 1, parallelism, UnseenCategory.KEEP);
        return new ModelTraining(LAB.cluster())
                .publish(
                        LabelledData.read(data, schema, options),
                        Recipe.CONVERGED,
                        options,
                        ModelStore.at(Files.createTempDirectory(directory, "models")));
    }
}
