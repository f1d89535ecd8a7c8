package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.json.SchemaJson;
import io.flinklab.features.FeatureNames;
import io.flinklab.kit.Allocated;
import io.flinklab.kit.WideTable;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A table with a category column of 10,000 values, by the commands. */
class WideTableIT {
    private static final int CATEGORIES = 10_000;
    private static final int ROWS = 30_000;

    /** Every 50th row that is not its category's first has none. */
    private static final List<Example> EXAMPLES = new ArrayList<>();

    @RegisterExtension static final Lab LAB = new Lab();
    @TempDir static Path directory;

    private static StoredModel model;

    @BeforeAll
    static void train() throws Exception {
        for (Example each : WideTable.rows(ROWS, CATEGORIES, 11)) {
            boolean isLess = EXAMPLES.size() >= CATEGORIES && EXAMPLES.size() % 50 == 0;
            EXAMPLES.add(isLess ? each.withText(0, Column.Category.MISSING) : each);
        }
        SchemaJson.write(SchemaJson.write(WideTable.SCHEMA), directory.resolve("schema.json"));
        write("data.csv", EXAMPLES);
        model = trained(2);
    }

    private static void write(String file, List<Example> examples) throws IOException {
        Files.writeString(
                directory.resolve(file), ExampleCsv.labelled(WideTable.SCHEMA).write(examples));
    }

    private static StoredModel trained(int parallelism) {
        Path store = directory.resolve("models-" + parallelism);
        train("data.csv", store, "--parallelism", parallelism).succeeds();
        return ModelStore.at(store).open();
    }

    private static Cli train(String file, Path store, Object... more) {
        List<Object> arguments =
                new ArrayList<>(
                        List.of(
                                "train",
                                "--plan",
                                "converged",
                                "--schema",
                                directory.resolve("schema.json"),
                                "--data",
                                directory.resolve(file),
                                "--store",
                                store));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }

    @Test
    void shouldHaveAFeatureOfEachCategoryAndOfTheEmptyOne() {
        assertThat(model.pipeline().classifier().coefficients()).hasSize(CATEGORIES + 4);
        assertThat(FeatureNames.of(model.pipeline()))
                .startsWith("item=" + Column.Category.MISSING, "item=" + WideTable.item(0))
                .endsWith("item=" + WideTable.item(CATEGORIES - 1), "isNew", "price", "age");
        assertThat(model.manifest().training().fit().converged()).isTrue();
    }

    @Test
    void shouldBeTheSameBytesOnOneSubtask() {
        assertThat(trained(1).manifest().modelSha256()).isEqualTo(model.manifest().modelSha256());
    }

    @Test
    void shouldScoreInPlainJavaAsFlinkMlDoes() throws Exception {
        List<Example> examples = new ArrayList<>(EXAMPLES.subList(ROWS - 2000, ROWS));
        examples.add(EXAMPLES.get(0).withText(0, "an item that training did not see"));
        examples.add(EXAMPLES.get(0).withText(0, Column.Category.MISSING));

        double[] expected =
                FlinkMlScores.of(LAB.cluster(), model.flinkPipeline(), WideTable.SCHEMA, examples);
        Scores scores = Scorer.load(model.directory()).score(examples);

        assertThat(scores.skipped()).isZero();
        assertThat(scores.toArray()).containsExactly(expected, within(1e-12));
    }

    /** Unseen, it has none of the coefficients of the column. */
    @Test
    void shouldKeepAnUnseenCategoryAsNone() {
        Example known = EXAMPLES.get(0);
        Scorer scorer = Scorer.load(model.directory());

        double logOdds = logOdds(scorer.score(known.withText(0, "unseen")));
        double withFirst = logOdds(scorer.score(known.withText(0, WideTable.item(0))));
        double withNone = logOdds(scorer.score(known.withText(0, Column.Category.MISSING)));

        List<Double> coefficients = model.pipeline().classifier().coefficients();
        assertThat(withFirst - logOdds).isCloseTo(coefficients.get(1), within(1e-12));
        assertThat(withNone - logOdds).isCloseTo(coefficients.get(0), within(1e-12));
    }

    private static double logOdds(double score) {
        return Math.log(score / (1 - score));
    }

    @Test
    void shouldMakeNoRowOfAllFeaturesToScoreOne() {
        Scorer scorer = Scorer.load(model.directory());
        Runnable score = () -> EXAMPLES.subList(0, 1000).forEach(scorer::score);
        score.run();

        assertThat(Allocated.bytes(score) / 1000).isLessThan(CATEGORIES / 50);
    }

    /** Each fold's rows are held with what they have besides zeros. */
    @Test
    void shouldSearchAPenalty() throws Exception {
        Path store = directory.resolve("tuned");

        Cli.run(
                        "tune",
                        "--plan",
                        "converged",
                        "--schema",
                        directory.resolve("schema.json"),
                        "--data",
                        directory.resolve("data.csv"),
                        "--store",
                        store,
                        "--folds",
                        2,
                        "--param",
                        "reg=0.3,1,1000")
                .succeeds();

        assertThat(ModelStore.at(store).open().pipeline().classifier().coefficients())
                .hasSize(CATEGORIES + 4);
    }
}
