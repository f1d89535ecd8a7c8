package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.DataException;
import io.flinklab.training.TrainingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.client.JobExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final String BUG = "This should not happen; --debug shows where it did.";

    @Test
    void shouldTellWhatIsExpectedInItsOwnWordsAlone() {
        assertThat(told(new DataException("d.csv is empty.")))
                .isEqualTo("error: d.csv is empty.\n");
        assertThat(told(new TrainingException("one label", new NullPointerException())))
                .isEqualTo("error: one label\n");
    }

    @Test
    void shouldTellABugByWhatIsAtTheBottomOfIt() {
        Throwable bug =
                new JobExecutionException(
                        new JobID(),
                        "Job failed",
                        new RuntimeException("chain", new NullPointerException("row is null")));

        assertThat(told(bug))
                .startsWith("error: JobExecutionException: Job failed")
                .contains("NullPointerException: row is null")
                .endsWith(BUG + "\n");
    }

    static Stream<Throwable> bugs() {
        return Stream.of(
                new NullPointerException("x is null"),
                new IllegalStateException("not open"),
                new IllegalArgumentException("x"),
                new ClassCastException("no Row"),
                new IndexOutOfBoundsException("7"),
                new NoSuchElementException("none"),
                new UnsupportedOperationException("not here"),
                new NoClassDefFoundError("org/Gone"),
                new StackOverflowError());
    }

    @ParameterizedTest
    @MethodSource("bugs")
    void shouldNotCallABugInAStreamExpected(Throwable bug) {
        Throwable failed =
                StreamException.failed(new ExecutionException(new RuntimeException(bug)));

        assertThat(told(failed)).contains("The stream has failed: " + bug).endsWith(BUG + "\n");
    }

    @Test
    void shouldTellWhyAStreamFailedWhereItsSurroundingsDid() {
        for (Exception reason :
                List.of(
                        new IOException("connection reset"),
                        new UncheckedIOException(new IOException("connection reset")),
                        new org.apache.kafka.common.errors.TimeoutException("no broker"),
                        new DataException("d.csv is gone."))) {
            assertThat(told(StreamException.failed(new ExecutionException(reason))))
                    .startsWith("error: The stream has failed: ")
                    .doesNotContain(BUG);
        }
    }

    @Test
    void shouldTellWhereTemporaryFilesGoWhereTheyCannotBeWritten() {
        Path missing = Path.of(System.getProperty("java.io.tmpdir"), "none", "flink123");

        for (IOException reason :
                List.of(
                        new NoSuchFileException(missing.toString()),
                        new AccessDeniedException(missing.toString()))) {
            assertThat(told(new IllegalStateException("no cluster", reason)))
                    .contains(System.getProperty("java.io.tmpdir"), "-Djava.io.tmpdir=DIRECTORY")
                    .doesNotContain(BUG);
        }
    }

    @Test
    void shouldTellThatADiskIsFull() {
        Throwable full = new RuntimeException(new IOException("No space left on device"));

        assertThat(told(full))
                .startsWith("error: No space is left on a disk")
                .contains("--store /some/store (", System.getProperty("java.io.tmpdir"), "MB free")
                .doesNotContain(BUG);
    }

    @Test
    void shouldTellThatMemoryIsFull() {
        assertThat(told(new IllegalStateException("job", new OutOfMemoryError("Java heap space"))))
                .startsWith("error: Java's memory is full (Java heap space, at most ")
                .contains("-Xmx")
                .doesNotContain(BUG);
    }

    @Test
    void shouldTellWhatMayNotBeWritten() {
        assertThat(told(new IllegalStateException(new AccessDeniedException("/etc/x"))))
                .startsWith("error: /etc/x cannot be used")
                .doesNotContain(BUG);
    }

    private static String told(Throwable failure) {
        StringWriter out = new StringWriter();
        assertThat(
                        Failures.report(
                                failure,
                                false,
                                new PrintWriter(out),
                                Map.of("--store", Path.of("/some/store"))))
                .isEqualTo(1);
        return out.toString().replace(System.lineSeparator(), "\n");
    }
}
