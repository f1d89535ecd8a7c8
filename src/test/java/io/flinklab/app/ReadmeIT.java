package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.CustomerSource;
import io.flinklab.data.Labels;
import io.flinklab.data.RealData;
import io.flinklab.data.RowSelector;
import io.flinklab.examples.ScoreCustomer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Plan;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the README says is what one gets. */
class ReadmeIT {
    private static final Path SHIPPED = Path.of("data/churn.csv");
    private static final String EXAMPLE = "src/test/java/io/flinklab/examples/ScoreCustomer.java";

    private static EmbeddedCluster cluster;
    private static String readme;

    @TempDir private Path directory;

    @BeforeAll
    static void start() throws Exception {
        cluster = EmbeddedCluster.start(1);
        readme = Files.readString(Path.of("README.md"));
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(Plan.class)
    void shouldTellTheResultsOfTheShippedCustomers(Plan plan) throws Exception {
        Map<String, Double> found = publish(plan, SHIPPED).manifest().training().metrics();

        String row =
                row(
                        "| %s | %.0f | %.5f | %.5f | %.5f | %.5f |",
                        plan,
                        found.get("rows"),
                        found.get("auroc"),
                        found.get("averagePrecision"),
                        found.get("logLoss"),
                        found.get("accuracy"));

        assertThat(readme.lines()).contains(row);
    }

    @ParameterizedTest
    @EnumSource(Plan.class)
    void shouldTellTheResultsOfTheArticlesCustomers(Plan plan) throws Exception {
        Map<String, Double> found = publish(plan, RealData.file()).manifest().training().metrics();

        String row =
                row(
                        "| %s | %.0f | %.5f | %.5f | %.5f | %.5f | %.5f |",
                        plan,
                        found.get("correct"),
                        found.get("auroc"),
                        found.get("areaUnderPr"),
                        found.get("ks"),
                        found.get("lorenz"),
                        found.get("logLoss"));

        assertThat(readme.lines()).contains(row);
    }

    @Test
    void shouldShowTheExampleAsItIsCompiled() throws IOException {
        String source = Files.readString(Path.of(EXAMPLE));

        assertThat(readme).contains(source.substring(source.indexOf("/**")).strip());
    }

    @Test
    void shouldScoreInAJobAsTheExampleDoes() throws Exception {
        StoredModel model = publish(Plan.CONVERGED, SHIPPED);
        StreamExecutionEnvironment env = cluster.environment();

        List<Tuple2<Long, Double>> scores =
                CustomerSource.rows(env, RowSelector.ALL, Labels.OPTIONAL, "data/churn.csv")
                        .flatMap(new ScoreCustomer(model.directory().toString()))
                        .executeAndCollect(10_001);

        assertThat(scores).hasSize(10_000);
        assertThat(scores).allSatisfy(scored -> assertThat(scored.f1).isBetween(0.0, 1.0));
    }

    @Test
    void shouldRunEveryCommand() {
        List<String> commands =
                readme.lines().filter(line -> line.startsWith("java -jar")).toList();

        assertThat(commands).hasSize(6);
        for (String command : commands) {
            assertThat(Main.commandLine().execute(arguments(command))).as(command).isZero();
        }
    }

    private StoredModel publish(Plan plan, Path data) throws Exception {
        TrainingOptions options = new TrainingOptions(plan);
        return new ModelTraining(cluster)
                .publish(
                        LabelledData.read(data, options),
                        options,
                        ModelStore.at(directory.resolve("models")));
    }

    /** The command's words behind the jar; what it writes goes to a directory of this test. */
    private String[] arguments(String command) {
        return Stream.of(command.split(" "))
                .skip(3)
                .map(word -> word.replace("target/", directory + "/"))
                .toArray(String[]::new);
    }

    private static String row(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
