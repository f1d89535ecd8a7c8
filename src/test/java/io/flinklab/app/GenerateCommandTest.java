package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateCommandTest {
    @TempDir Path directory;

    @Test
    void shouldMakeTheShippedFileAgain() {
        Path file = directory.resolve("deep/churn.csv");

        Cli.run("generate", "--rows", 10_000, "--out", file).succeeds();

        assertThat(file).hasSameBinaryContentAs(TestData.SHIPPED.file());
    }

    @Test
    void shouldMakeOtherCustomersFromAnotherSeed() throws IOException {
        Path one = directory.resolve("1.csv");
        Path two = directory.resolve("2.csv");

        Cli.run("generate", "--rows", 20, "--seed", 1, "--out", one).succeeds();
        Cli.run("generate", "--rows", 20, "--seed", 2, "--out", two).succeeds();

        assertThat(Files.readAllLines(one)).hasSize(21).isNotEqualTo(Files.readAllLines(two));
    }

    @Test
    void shouldDriftFromARowOn() throws IOException {
        Path still = directory.resolve("still.csv");
        Path drifting = directory.resolve("drifting.csv");

        Cli.run("generate", "--rows", 50, "--out", still).succeeds();
        Cli.run("generate", "--rows", 50, "--drift", "prices@21", "--every", 20, "--out", drifting)
                .succeeds();

        List<String> before = Files.readAllLines(still);
        List<String> after = Files.readAllLines(drifting);
        // The header is line 0.
        assertThat(after.subList(0, 21)).isEqualTo(before.subList(0, 21));
        assertThat(after.subList(21, 41)).doesNotContainAnyElementsOf(before.subList(21, 41));
        assertThat(after.subList(41, 51)).isEqualTo(before.subList(41, 51));
    }

    @Test
    void shouldSayWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        Cli.run("generate", "--rows", 1, "--out", file.resolve("x.csv"))
                .failsSaying(file.resolve("x.csv") + " cannot be written");
    }
}
