package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void shouldSayWhereItCannotWrite() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        Cli.run("generate", "--rows", 1, "--out", file.resolve("x.csv"))
                .failsSaying(file.resolve("x.csv") + " cannot be written");
    }
}
