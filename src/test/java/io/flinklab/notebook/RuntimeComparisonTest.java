package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeComparisonTest {
    private static final String FILE =
            """
            {"machine": "2 cores", "model": "tuned", "rows": 10, "runtimes": [
              {"title": "plain Java", "name": "plain", "trainsInFlink": "yes", "licence": "A",
               "megabytes": 1, "startSeconds": 0.26, "largestDifference": 0.0,
               "rowsPerCpuSecond1": 1000000, "rowsPerCpuSecond256": 2000000,
               "rowsPerCpuSecond10000": 4000000, "residentMegabytes": 300},
              {"title": "Other", "name": "other", "trainsInFlink": "no", "licence": "B",
               "megabytes": 75.4, "startSeconds": 1.24, "largestDifference": 2.2e-16,
               "rowsPerCpuSecond1": 500, "rowsPerCpuSecond256": 1000000,
               "rowsPerCpuSecond10000": 5000000, "residentMegabytes": 411.6}]}
            """;

    @TempDir Path directory;

    @Test
    void shouldGiveRatesAsSharesOfThePlainScorers() throws IOException {
        Path file = Files.writeString(directory.resolve("runtimes.json"), FILE);

        String table = RuntimeComparison.read(file).table().toString();

        assertThat(table.lines().reduce((first, last) -> last).orElseThrow().split(" {2,}"))
                .containsExactly(
                        "Other", "no", "1.2 s", "1/2,000", "0.50", "1.25", "2e-16", "412 MB",
                        "75 MB", "B");
        assertThat(table).startsWith("Runtimes, 2 cores");
    }

    @Test
    void shouldConcludeFromTheRuntimesThatWereMeasured() throws IOException {
        Path file = Files.writeString(directory.resolve("runtimes.json"), FILE);

        assertThat(RuntimeComparison.read(file).conclusion().lines())
                .containsExactly(
                        "From fastest to slowest, by 256 customers, as shares of plain Java's rate:"
                                + " plain Java 1.00; Other 0.50.",
                        "So many times faster by 256 customers than alone:"
                                + " Other 2,000; plain Java 2.0.");
    }

    @Test
    void shouldDrawARateForEach() throws IOException {
        Path file = Files.writeString(directory.resolve("runtimes.json"), FILE);

        assertThat(RuntimeComparison.read(file).chart().toString()).contains("plain", "other", "6");
    }
}
