package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/**
 * A command that has run.
 *
 * @param exit its exit code
 * @param out what it printed
 * @param err what it printed of errors and rejects
 */
record Cli(int exit, String out, String err) {

    /** Runs a command in this process. */
    static Cli run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command =
                Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit =
                command.execute(
                        Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        return new Cli(exit, out.toString(), err.toString());
    }

    Cli succeeds() {
        assertThat(err + out).doesNotContain("error:");
        assertThat(exit).isZero();
        return this;
    }

    /** Failed with a line or two that say this, and without a result or a stack trace. */
    Cli failsSaying(String... parts) {
        return fails(1, parts);
    }

    /** Was called wrongly, and says this. */
    Cli isWrongUsageSaying(String... parts) {
        return fails(2, parts);
    }

    private Cli fails(int code, String... parts) {
        List<String> lines = err.lines().filter(line -> !isOfRows(line)).toList();
        assertThat(err).contains(parts).doesNotContain("This should not happen", "\tat ");
        assertThat(exit).isEqualTo(code);
        assertThat(lines).hasSizeBetween(1, 2).first().asString().startsWith("error: ");
        assertThat(out).isEmpty();
        return this;
    }

    /** What a command tells of single rows, whether or not it succeeds. */
    private static boolean isOfRows(String line) {
        return line.contains("are rejects; ") || line.contains("was not trained with,");
    }

    /** The one JSON object that was printed, alone. */
    JsonNode json() throws IOException {
        try (MappingIterator<JsonNode> values =
                new ObjectMapper().readerFor(JsonNode.class).readValues(out)) {
            List<JsonNode> all = values.readAll();
            assertThat(all).hasSize(1);
            assertThat(all.get(0).isObject()).isTrue();
            return all.get(0);
        }
    }
}
