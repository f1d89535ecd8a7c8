package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Eventually;
import io.flinklab.interchange.ModelCard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that a shell plays: what they do wrong ends nobody's wait but theirs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonWorkerTest {
    /** More than a pipe takes from a writer whom nobody reads. */
    private static final byte[] CONTENT = new byte[1 << 20];

    private static final String LOADED = "echo '{\"id\": 1, \"bytes\": 0}'\n";
    private static final String HANGING = "sleep 1000\n";

    @TempDir Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                HANGING,
                "cat > /dev/null & sleep 1000",
                "(sleep 1000; true) & wait",
                "trap '' TERM; while true; do sleep 1; done",
                "printf '{\"id\": 1, \"bytes\": 8}\\n1234'; sleep 1000",
                "tr '\\0' x < /dev/zero >&2"
            })
    void shouldEndAWorkerThatHangsWhileItLoads(String script) throws Exception {
        assertThatThrownBy(() -> worker(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("loads the model", "within PT1S");
        assertEnded();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'Model of 2021. Welcome!'; sleep 1000",
                "tr '\\0' x < /dev/zero",
                "echo '{\"id\": 1, \"bytes\": 2000000000}'; sleep 1000",
                "echo '{\"id\": 1, \"bytes\": -5}'; sleep 1000",
                "echo '{\"id\": 1, \"bytes\": 99999999999}'; sleep 1000",
                "echo '{\"id\": 7, \"bytes\": 0}'; sleep 1000",
                "echo '{\"bytes\": 0}'; sleep 1000",
                "echo '[[[[1]]]]'; sleep 1000",
                "echo; sleep 1000"
            })
    void shouldTellWhatIsNoAnswer(String script) throws Exception {
        assertThatThrownBy(() -> worker(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("loads the model", "expected a message")
                .hasMessageNotContaining("within PT1S");
        assertEnded();
    }

    @Test
    void shouldFailWhereNoAnswerComesInTimeAndAskANewWorkerNext() throws Exception {
        String script =
                "if mkdir second 2> /dev/null; then\n"
                        + (LOADED + HANGING)
                        + "else\n"
                        + (LOADED + "echo '{\"id\": 2, \"bytes\": 8}'; printf 12345678\n" + HANGING)
                        + "fi";
        try (PythonWorker worker = worker(script)) {
            assertThatThrownBy(() -> worker.ask(question()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("within PT1S");
            assertThat(worker.ask(question()).body()).asString().isEqualTo("12345678");
        }
        assertEnded();
    }

    @Test
    void shouldNotTakeALateAnswerForAnothersAnswer() throws Exception {
        String twice = "echo '{\"id\": 2, \"bytes\": 8}'; printf 12345678\n";
        try (PythonWorker worker = worker(LOADED + twice + twice + HANGING)) {
            assertThat(worker.ask(question()).body()).asString().isEqualTo("12345678");
            // Another worker answers: the second answer of this one was to the first question.
            assertThat(worker.ask(question()).header().path("id").asInt()).isEqualTo(2);
        }
        assertEnded();
    }

    @Test
    void shouldKeepTheEndOfALineThatNeverEnds() throws Exception {
        String script = "head -c 50000000 /dev/zero | tr '\\0' x >&2; echo the end >&2; exit 3";
        assertThatThrownBy(() -> worker(script))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .contains("exit code 3", "the end")
                                        .hasSizeLessThan(100_000));
    }

    private PythonWorker worker(String script) throws IOException {
        Path python = directory.resolve("python");
        Files.writeString(python, "#!/bin/sh\ncd " + directory + "\necho $$ >> pids\n" + script);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return new PythonWorker(python, new PythonModel("joblib", CONTENT, ModelCard.none()));
    }

    private static Message question() {
        return PythonScorer.question(List.of());
    }

    /** Nothing that the script started is left. */
    private void assertEnded() throws Exception {
        for (String pid : Files.readAllLines(directory.resolve("pids"))) {
            Eventually.holds(
                    "process " + pid + " has ended",
                    () -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
        }
        Eventually.holds(
                "no child of a worker is left",
                () ->
                        ProcessHandle.allProcesses()
                                .noneMatch(
                                        process ->
                                                process.info()
                                                        .commandLine()
                                                        .orElse("")
                                                        .contains(directory.toString())));
    }
}
