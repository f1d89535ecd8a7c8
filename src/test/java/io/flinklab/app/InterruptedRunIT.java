package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves that is told to stop before it is done. */
class InterruptedRunIT {
    @TempDir Path directory;

    @Test
    void shouldLeaveNothingHalfMade() throws Exception {
        PackagedJar.require();
        Path out = Files.createDirectory(directory.resolve("out"));
        Process process =
                new PackagedJar(directory, Map.of())
                        .process(
                                List.of(),
                                "generate",
                                "--rows",
                                "2000000000",
                                "--out",
                                "out/customers.csv")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("log").toFile())
                        .start();
        try {
            Eventually.holds("customers are written", () -> bytes(out) > 1 << 20);
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.exitValue()).isNotZero();
        assertThat(out).isEmptyDirectory();
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
