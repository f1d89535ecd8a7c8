package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.Runtimes;
import io.flinklab.notebook.Grid;
import io.flinklab.notebook.RuntimeComparison;
import io.flinklab.store.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Does what the README says of runtimes. */
class ReadmeRuntimesIT {
    private static final String MARK = "<!-- the runtimes: run by ReadmeRuntimesIT -->\n```sh\n";

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldRunEveryCommand() throws Exception {
        InstalledRuntimes.require(Runtimes.ONNX);
        InstalledRuntimes.require(Runtimes.TORCH);
        Path directory = LAB.newDirectory();
        StoredModel tuned = LAB.model(TestData.SHIPPED, Churn.TUNED);
        FileUtils.copyDirectory(
                tuned.directory().getParent().toFile(), directory.resolve("models").toFile());
        Files.copy(TestData.SHIPPED.file(), directory.resolve("customers.csv"));

        commands().forEach(command -> Cli.run(arguments(command, directory)).succeeds());

        assertThat(directory.resolve("churn.pmml")).content().contains("<RegressionModel");
        assertThat(versions(directory.resolve("other-scores"))).containsOnly("v000002");
        assertThat(versions(directory.resolve("tree-scores"))).containsOnly("v000001");
    }

    @Test
    void shouldTellTheNetworksResults() throws Exception {
        InstalledRuntimes.require(Runtimes.TORCH);
        assertThat(readme())
                .contains(
                        String.format(
                                Locale.ROOT,
                                "trained inside Flink: AUROC %.5f.",
                                metrics(TestData.SHIPPED).get("auroc")));

        Map<String, Double> real = metrics(TestData.REAL);

        assertThat(readme().lines())
                .contains(
                        String.format(
                                Locale.ROOT,
                                "| network | %.0f | %.5f | %.5f | %.5f | %.5f | %.5f |",
                                real.get("correct"),
                                real.get("auroc"),
                                real.get("areaUnderPr"),
                                real.get("ks"),
                                real.get("lorenz"),
                                real.get("logLoss")));
    }

    @Test
    void shouldShowWhatWasMeasured() throws Exception {
        RuntimeComparison measured = RuntimeComparison.read(Path.of("notebooks/runtimes.json"));
        Grid table = measured.table();

        assertThat(readme()).contains(measured.machine());
        assertThat(readme().lines()).contains(line(table.columns()));
        for (List<String> row : table.rows()) {
            assertThat(readme().lines()).contains(line(row));
        }
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Stream<String> versions(Path scores) throws Exception {
        List<String> versions =
                JsonLines.in(scores).map(row -> row.get("modelVersion").asText()).toList();
        assertThat(versions).hasSize(10_000);
        return versions.stream();
    }

    private static Map<String, Double> metrics(TestData data) throws Exception {
        return LAB.model(data, Churn.NETWORK).manifest().training().metrics();
    }

    private static List<String> commands() throws Exception {
        String readme = readme();
        int begin = readme.indexOf(MARK) + MARK.length();
        return readme.substring(begin, readme.indexOf("```", begin)).lines().toList();
    }

    /** The command's words behind the jar; what it makes and reads is in a directory of a test. */
    private static Object[] arguments(String command, Path directory) {
        return Stream.of(command.split(" "))
                .skip(3)
                .map(word -> word.replace("target/", directory + "/"))
                .toArray();
    }

    private static String readme() throws Exception {
        return Files.readString(Path.of("README.md"));
    }
}
