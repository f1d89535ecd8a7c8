package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Schema;
import io.flinklab.store.ModelStore;
import io.flinklab.store.SearchRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README shows of commands that need nothing but the jar. */
class ReadmeCommandsIT {
    private static final String MARK = "<!-- %s: run by ReadmeCommandsIT -->\n```sh\n";

    @TempDir Path directory;

    @Test
    void shouldServeAnotherTable() throws Exception {
        assertThat(run("another table")).hasSize(4);

        assertThat(Schema.read(directory.resolve("credit.json")).requireLabel().positive())
                .isEqualTo("bad");
        assertThat(directory.resolve("credit-scores.csv")).content().hasLineCount(1001);
    }

    @Test
    void shouldSearchAndPublish() throws Exception {
        List<Cli> search = run("a search");

        SearchRecord found = store("models").open().manifest().training().searches().get(0);
        assertThat(found.candidates()).hasSize(20);
        assertThat(found.failures()).isEmpty();
        assertThat(search).singleElement().extracting(Cli::out).asString().contains("best, chosen");
        assertThat(directory.resolve("search.jsonl")).content().hasLineCount(101);
    }

    @Test
    void shouldLearnFromAStream() throws Exception {
        List<Cli> runs = run("learning from a stream");

        assertThat(runs).hasSize(4);
        assertThat(runs.get(2).out()).contains("newest version: v000006");
        assertThat(runs.get(3).out())
                .contains("v000001", "v000006", "1000 rows  accuracy 0.")
                .doesNotContain("NaN");
        assertThat(store("learned").versions()).hasSize(6);
        assertThat(directory.resolve("learned-quality"))
                .isDirectoryContaining(file -> file.toString().endsWith(".jsonl"));
    }

    @Test
    void shouldGiveTheAlarmOfADrift() throws Exception {
        assertThat(run("alarms of drift")).hasSize(3);

        List<String> alarms = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory.resolve("alarms"))) {
            for (Path file : files.toList()) {
                alarms.addAll(Files.readAllLines(file));
            }
        }
        assertThat(alarms)
                .anyMatch(line -> line.contains("\"column\":\"Age\",\"detector\":\"psi\""))
                .allMatch(
                        line ->
                                !line.contains("\"subject\":\"column\"")
                                        || line.contains("\"sinceRow\":3001"));
    }

    @Test
    void shouldRetrainAndRollBack() throws Exception {
        List<Cli> runs = run("retraining");

        assertThat(runs).hasSize(6);
        assertThat(runs.get(2).out()).contains("promote   v000001 -> v000002  asked for: auroc 0.");
        assertThat(runs.get(5).out()).contains("rollback  v000002 -> v000001").hasLineCount(3);
        assertThat(store("renewed").current()).isEqualTo("v000001");
        assertThat(directory.resolve("shadow-scores")).isNotEmptyDirectory();
    }

    /** Runs a block's commands, which write into the test's directory in place of target. */
    private List<Cli> run(String block) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String mark = MARK.formatted(block);
        int begin = readme.indexOf(mark) + mark.length();
        return readme.substring(begin, readme.indexOf("```", begin))
                .replace("\\\n", " ")
                .lines()
                .map(command -> Cli.run(arguments(command)).succeeds())
                .toList();
    }

    private Object[] arguments(String command) {
        return Stream.of(command.split("\\s+"))
                .skip(3)
                .map(each -> each.replace("target/customers.csv", "data/churn.csv"))
                .map(each -> each.replaceFirst("^target/(?!data/)", directory + "/"))
                .toArray();
    }

    private ModelStore store(String name) {
        return ModelStore.at(directory.resolve(name));
    }
}
