package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.examples.ScoreTable;
import io.flinklab.examples.TrainRows;
import io.flinklab.lesson.ArticleFigures;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the README says is what one gets. */
class ReadmeIT {
    private static final String EXAMPLES = "src/test/java/io/flinklab/examples";

    @RegisterExtension static final Lab LAB = new Lab();

    private static String readme;

    @TempDir private Path directory;

    @BeforeAll
    static void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldTellTheResultsOfTheShippedCustomers(Recipe plan) throws Exception {
        assertThat(readme.lines())
                .contains(
                        row(
                                "| %s | %.0f | %.5f | %.5f | %.5f | %.5f |",
                                plan,
                                metrics(TestData.SHIPPED, plan),
                                "rows",
                                "auroc",
                                "averagePrecision",
                                "logLoss",
                                "accuracy"));
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldTellTheResultsOfTheArticlesCustomers(Recipe plan) throws Exception {
        assertThat(readme.lines())
                .contains(
                        row(
                                "| %s | %.0f | %.5f | %.5f | %.5f | %.5f | %.5f |",
                                plan,
                                metrics(TestData.REAL, plan),
                                "correct",
                                "auroc",
                                "areaUnderPr",
                                "ks",
                                "lorenz",
                                "logLoss"));
    }

    @Test
    void shouldDrawTheResultsOfTheArticlesCustomers() throws Exception {
        Map<String, Double> converged = metrics(TestData.REAL, Recipe.CONVERGED);
        Map<String, Double> tuned = metrics(TestData.REAL, Churn.TUNED);

        assertThat(readme.lines().map(String::strip))
                .contains(
                        String.format(
                                Locale.ROOT,
                                "bar [0.500, %.3f, %.3f, %.3f]",
                                ArticleFigures.PUBLISHED.auroc(),
                                converged.get("auroc"),
                                tuned.get("auroc")));
    }

    @Test
    void shouldTellWhatDoingNothingScores() throws Exception {
        Map<String, Double> test = metrics(TestData.REAL, Recipe.CONVERGED);

        assertThat(readme)
                .contains(
                        String.format(
                                Locale.ROOT,
                                "nobody leaves is right %.0f times",
                                test.get("rows") - test.get("positives")));
    }

    @Test
    void shouldTellHowManyIterationsTrainingTakes() throws Exception {
        assertThat(readme)
                .contains(
                        "in %d iterations (`converged`) or %d (`tuned`)"
                                .formatted(iterations(Recipe.CONVERGED), iterations(Churn.TUNED)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ScoreTable", "ScoreStream", "TrainRows"})
    void shouldShowTheExampleAsItIsCompiled(String example) throws IOException {
        String source = Files.readString(Path.of(EXAMPLES, example + ".java"));

        assertThat(readme).contains(source.substring(source.indexOf("/**")).strip());
    }

    @Test
    void shouldScoreInAJobAsTheExampleDoes() throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, Recipe.CONVERGED);
        StreamExecutionEnvironment env = LAB.cluster().environment();

        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        Table customers =
                tables.fromDataStream(
                        ExampleSource.rows(
                                env,
                                Churn.SCHEMA,
                                Split.Part.ALL,
                                Labels.OPTIONAL,
                                1,
                                "data/churn.csv"));

        Table scored = ScoreTable.scored(tables, customers, model.directory().toString());

        assertThat(scored.getResolvedSchema().getColumnNames())
                .startsWith("CustomerId")
                .endsWith("Exited", "score", "prediction", "modelVersion");
        assertThat(tables.toDataStream(scored).executeAndCollect(10_001))
                .hasSize(10_000)
                .allSatisfy(row -> assertThat(row.<Double>getFieldAs("score")).isBetween(0.0, 1.0));
    }

    @Test
    void shouldTrainInAJobAsTheExampleDoes() throws Exception {
        LabelledData customers =
                LabelledData.read(TestData.SHIPPED.file(), Churn.SCHEMA, TrainingOptions.DEFAULT);
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        StreamExecutionEnvironment env = LAB.cluster().environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        Table table =
                tables.fromDataStream(
                        env.fromCollection(
                                customers.train().stream().map(codec::toRow).toList(),
                                codec.type()));
        Map<String, SortedSet<String>> categories =
                Map.of(
                        "Geography",
                        new TreeSet<>(List.of("France", "Germany", "Spain")),
                        "Gender",
                        new TreeSet<>(List.of("Female", "Male")));

        TrainedModel model =
                TrainRows.trained(
                        tables.toDataStream(table),
                        Churn.SCHEMA,
                        categories,
                        LAB.newDirectory().resolve("pipeline"));

        assertThat(model.pipeline())
                .isEqualTo(LAB.model(TestData.SHIPPED, Recipe.CONVERGED).pipeline());
    }

    @Test
    void shouldRunEveryCommand() {
        int begin = readme.indexOf("## The command line");
        List<String> commands =
                readme.substring(begin, readme.indexOf("\n## ", begin))
                        .lines()
                        .filter(line -> line.startsWith("java -jar"))
                        .toList();

        assertThat(commands).hasSize(7);
        for (String command : commands) {
            assertThat(Main.commandLine().execute(arguments(command))).as(command).isZero();
        }
    }

    private static Map<String, Double> metrics(TestData data, Recipe plan) throws Exception {
        return LAB.model(data, plan).manifest().training().metrics();
    }

    private static int iterations(Recipe plan) throws Exception {
        return LAB.model(TestData.SHIPPED, plan).manifest().training().fit().iterations();
    }

    /** The command's words behind the jar; what it writes goes to a directory of this test. */
    private String[] arguments(String command) {
        return Stream.of(command.split(" "))
                .skip(3)
                .map(word -> word.replace("target/", directory + "/"))
                .toArray(String[]::new);
    }

    private static String row(
            String format, Recipe plan, Map<String, Double> metrics, String... names) {
        Stream<Object> values = Stream.of(names).map(metrics::get);
        return String.format(Locale.ROOT, format, Stream.concat(Stream.of(plan), values).toArray());
    }
}
