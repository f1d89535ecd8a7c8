package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.flink.EventRows;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.Runtimes;
import io.flinklab.online.FeatureMode;
import io.flinklab.online.LearnerOptions;
import io.flinklab.online.OnlineLearning;
import io.flinklab.online.PublishInterval;
import io.flinklab.online.UpdateRule;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
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

    /**
     * The rows after those with labels are scored with what the last version has. No training row
     * lacks a category, so that a missing one has the index of an unseen one, which moves.
     */
    @ParameterizedTest
    @ValueSource(ints = {8, RandomTable.MOST})
    void shouldScoreTheSameEverywhereWithFeaturesThatGrew(int features) throws Exception {
        RandomTable table = new RandomTable(features);
        List<Example> complete =
                table.rows(TRAINED).stream().map(RandomTablesIT::withCategories).toList();
        StoredModel first = train(table.schema(), complete, 1);
        List<Example> labelled = table.strangers(SCORED);
        List<Example> asked = new ArrayList<>(table.strangers(SCORED));
        asked.addAll(table.rows(SCORED));

        double[] learners = learn(first, FeatureMode.GROWING, 0.1, labelled, asked);

        StoredModel last = ModelStore.at(first.directory().getParent()).open();
        assertThat(last.version()).isEqualTo("v000002");
        Hyperparameters.Online online =
                (Hyperparameters.Online) last.manifest().training().hyperparameters();
        assertThat(online.settings())
                .containsEntry(
                        "scaledRows",
                        (double) first.manifest().training().data().trainRows() + SCORED);
        assertThat(last.pipeline().classifier().coefficients().size())
                .isGreaterThan(first.pipeline().classifier().coefficients().size());
        assertThat(Scorer.of(last).score(asked).toArray()).containsExactly(learners, within(1e-12));
        assertThat(FlinkMlScores.of(LAB.cluster(), last.flinkPipeline(), table.schema(), asked))
                .containsExactly(learners, within(1e-12));
        for (Runtimes runtime : List.of(Runtimes.ONNX, Runtimes.PMML)) {
            requireParity(runtime, last, asked, learners);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, RandomTable.MOST})
    void shouldScoreTheSameEverywhereWithHashedFeatures(int features) throws Exception {
        RandomTable table = new RandomTable(features);
        Schema schema = withoutImputedCategories(table.schema());
        StoredModel first = train(schema, table.rows(TRAINED), 1);
        List<Example> asked = new ArrayList<>(table.strangers(SCORED));
        asked.addAll(table.rows(SCORED));

        double[] learners = learn(first, FeatureMode.HASHED, 0.1, table.strangers(SCORED), asked);

        StoredModel last = ModelStore.at(first.directory().getParent()).open();
        assertThat(last.version()).isEqualTo("v000002");
        assertThat(Arrays.stream(learners).filter(each -> each > 0.01 && each < 0.99))
                .hasSizeGreaterThan(SCORED);
        assertThat(Scorer.of(last).score(asked).toArray()).containsExactly(learners, within(1e-12));
        assertThat(FlinkMlScores.of(LAB.cluster(), last.flinkPipeline(), schema, asked))
                .containsExactly(learners, within(1e-12));
        requireParity(Runtimes.PYTHON, last, asked, learners);
    }

    private static Schema withoutImputedCategories(Schema schema) {
        Missing category = Missing.as(Missing.Policy.CATEGORY);
        return Schema.of(
                schema.columns().stream()
                        .map(
                                each ->
                                        each instanceof Column.Category text
                                                ? new Column.Category(
                                                        text.name(), text.allowed(), category)
                                                : each)
                        .toList());
    }

    private static Example withCategories(Example row) {
        Example complete = row;
        for (int i = 0; i < row.sharedTexts().length; i++) {
            boolean isMissing = row.text(i).equals(Column.Category.MISSING);
            complete = isMissing ? complete.withText(i, "a") : complete;
        }
        return complete;
    }

    /** The scores that the learner gives rows without labels after those with labels. */
    @SuppressWarnings("try")
    private static double[] learn(
            StoredModel first,
            FeatureMode mode,
            double rate,
            List<Example> labelled,
            List<Example> asked)
            throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.setParallelism(1);
        List<Row> rows = new ArrayList<>();
        labelled.forEach(each -> rows.add(EventRows.of(each, "test", rows.size(), 0, "")));
        asked.forEach(
                each ->
                        rows.add(
                                EventRows.of(
                                        each.withLabel(Double.NaN), "test", rows.size(), 0, "")));
        OnlineLearning learning =
                new OnlineLearning(
                        StoreLocation.of(first.directory().getParent()),
                        ServedModel.of(first),
                        new LearnerOptions(new UpdateRule.AdaGrad(rate, 1e-8, 0)),
                        new PublishInterval.Rows(labelled.size()),
                        mode);
        double[] scores = new double[rows.size()];
        int scored = 0;
        // To the end of the job, which publishes.
        try (CloseableIterator<Row> all =
                learning.learn(environment.fromCollection(rows, EventRows.TYPE))
                        .executeAndCollect()) {
            while (all.hasNext()) {
                scores[scored++] = ScoreRows.score(all.next());
            }
        }
        return Arrays.copyOfRange(scores, labelled.size(), scored);
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
