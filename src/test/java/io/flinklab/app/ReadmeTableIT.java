package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what the README says of another table than the course's. */
class ReadmeTableIT {
    private static final String MARK = "<!-- another table: run by ReadmeTableIT -->\n```sh\n";

    @TempDir Path directory;

    @Test
    void shouldRunEveryCommand() throws Exception {
        List<String> commands = commands();

        assertThat(commands).hasSize(4);
        commands.forEach(command -> Cli.run(arguments(command)).succeeds());

        assertThat(Schema.read(directory.resolve("credit.json")).requireLabel().positive())
                .isEqualTo("bad");
        assertThat(directory.resolve("credit-scores.csv")).content().hasLineCount(1001);
    }

    private static List<String> commands() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf(MARK) + MARK.length();
        return readme.substring(begin, readme.indexOf("```", begin)).lines().toList();
    }

    private Object[] arguments(String command) {
        return Stream.of(command.split(" "))
                .skip(3)
                .map(each -> each.replaceFirst("^target/credit", directory + "/credit"))
                .toArray();
    }
}
