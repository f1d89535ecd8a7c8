package io.flinklab.interchange.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.interchange.AnswerLimit;
import io.flinklab.interchange.ExportMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that a shell plays: what they do wrong ends nobody's wait but theirs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PythonWorkerTest {
    private static final byte[] SHORT = new byte[8];

    /** More than a pipe takes from a writer whom nobody reads. */
    private static final byte[] LONG = new byte[1 << 20];

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
        for (byte[] content : List.of(SHORT, LONG)) {
            AnswerLimit limit = new AnswerLimit(Duration.ofMillis(200), false);
            assertThatThrownBy(() -> worker(script, content, limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("loads the model", "within 200 ms");
        }
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
        assertThatThrownBy(() -> worker(script, SHORT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("loads the model", "expected a message")
                .hasMessageNotContaining("within 1000 ms");
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
        try (PythonWorker worker = worker(script, SHORT)) {
            assertThatThrownBy(() -> worker.ask(question()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("within 1000 ms");
            assertThat(worker.ask(question()).body()).asString().isEqualTo("12345678");
        }
        assertEnded();
    }

    @Test
    void shouldRejectWhereTheLimitSaysSo() throws Exception {
        AnswerLimit rejecting = new AnswerLimit(Duration.ofSeconds(1), true);
        try (PythonWorker worker = worker(LOADED + HANGING, SHORT, rejecting)) {
            assertThatThrownBy(() -> worker.ask(question()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("within 1000 ms");
        }
        assertEnded();
    }

    @Test
    void shouldNotWaitLongerForThoseBeforeThanForAnAnswer() throws Exception {
        try (PythonWorker worker = worker(LOADED + HANGING, SHORT)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Message>> answers =
                    Stream.generate(() -> threads.submit(() -> worker.ask(question())))
                            .limit(8)
                            .toList();
            for (Future<Message> answer : answers) {
                assertThatThrownBy(() -> answer.get(10, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(IllegalStateException.class);
            }
            threads.shutdown();
        }
        assertEnded();
    }

    @Test
    void shouldStopWaitingWhenItsThreadIsInterrupted() throws Exception {
        AnswerLimit patient = new AnswerLimit(Duration.ofDays(1), true);
        try (PythonWorker worker = worker(LOADED + HANGING, SHORT, patient)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> worker.ask(question()))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(Thread.interrupted()).isTrue();
            FutureTask<Message> asking = new FutureTask<>(() -> worker.ask(question()));
            Thread task = new Thread(asking);
            task.start();
            Eventually.holds("the task waits", () -> task.getState() == Thread.State.TIMED_WAITING);
            task.interrupt();
            assertThatThrownBy(() -> asking.get(10, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(IllegalStateException.class);
        }
        assertEnded();
    }

    @Test
    void shouldNotTakeALateAnswerForAnothersAnswer() throws Exception {
        String twice = "echo '{\"id\": 2, \"bytes\": 8}'; printf 12345678\n";
        try (PythonWorker worker = worker(LOADED + twice + twice + HANGING, SHORT)) {
            assertThat(worker.ask(question()).body()).asString().isEqualTo("12345678");
            // Another worker answers: the second answer of this one was to the first question.
            assertThat(worker.ask(question()).header().path("id").asInt()).isEqualTo(2);
        }
        assertEnded();
    }

    @Test
    void shouldKeepTheEndOfALineThatNeverEnds() throws Exception {
        AnswerLimit patient = new AnswerLimit(Duration.ofMinutes(1), false);
        String script = "head -c 50000000 /dev/zero | tr '\\0' x >&2; echo the end >&2; exit 3";
        assertThatThrownBy(() -> worker(script, SHORT, patient))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(
                        e ->
                                assertThat(e.getMessage())
                                        .contains("exit code 3", "the end")
                                        .hasSizeLessThan(100_000));
    }

    private PythonWorker worker(String script, byte[] content) throws IOException {
        return worker(script, content, new AnswerLimit(Duration.ofSeconds(1), false));
    }

    private PythonWorker worker(String script, byte[] content, AnswerLimit limit)
            throws IOException {
        Path python = directory.resolve("python");
        Files.writeString(python, "#!/bin/sh\ncd " + directory + "\necho $$ >> pids\n" + script);
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return new PythonWorker(
                python, new PythonModel("joblib", content, ExportMetadata.none()), limit);
    }

    private static Message question() {
        return PythonScorer.question(Churn.SCHEMA, new CustomerGenerator(3).examples(1).toList());
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
