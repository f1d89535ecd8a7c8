package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Reject;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands read of a directory, and tell of the rest. */
class DirectoryDataTest {
    @TempDir Path directory;

    private Path data;
    private Path models;

    @BeforeEach
    void makeADirectoryOfEverything() throws IOException {
        models = directory.resolve("models");
        StoreFixture.publish(ModelStore.at(models), SamplePipelines.reference(UnseenCategory.KEEP));
        data = Files.createDirectory(directory.resolve("data"));
        CustomerText.write(data.resolve("a.csv"), CustomerText.shipped(10));
        CustomerText.gzip(data.resolve("b.csv.gz"), CustomerText.shipped(20));
        Path linked = Files.createDirectory(directory.resolve("linked"));
        CustomerText.write(linked.resolve("c.csv"), CustomerText.shipped(30));
        Files.createSymbolicLink(data.resolve("c"), linked);
        Files.createSymbolicLink(linked.resolve("back"), data);
        Files.createSymbolicLink(data.resolve("d.csv"), Path.of("a.csv"));
        CustomerText.write(data.resolve("empty.csv"), "");
        CustomerText.write(data.resolve("header.csv"), CustomerText.HEADER);
        CustomerText.write(data.resolve("notes.txt"), "notes");
        CustomerText.write(data.resolve("customers.zip"), "PK");
        CustomerText.write(data.resolve("_begun.csv"), "begun");
        Files.createSymbolicLink(data.resolve("gone.csv"), Path.of("nowhere"));
    }

    @Test
    void shouldScoreEveryRowAndTellWhatIsLeftOut() throws IOException {
        Path out = directory.resolve("out.csv");

        Cli cli = Cli.run("score", "--store", models, "--data", data, "--out", out).succeeds();

        assertThat(Files.readAllLines(out)).hasSize(1 + 10 + 20 + 30 + 10);
        assertTells(cli);
    }

    @Test
    void shouldNameAFileAsItWasGiven() throws IOException {
        CustomerText.write(data.resolve("a.csv"), List.of(CustomerText.HEADER, "1,2,3"));
        Path given = Path.of("").toAbsolutePath().relativize(data);
        Path out = directory.resolve("out.csv");

        Cli.run("score", "--store", models, "--data", given, "--out", out).succeeds();

        assertThat(CustomerText.rejectsOf(out))
                .extracting(Reject::file)
                .containsExactly(given.resolve("a.csv") + "", given.resolve("d.csv") + "");
    }

    @Test
    void shouldMeasureWithEveryRowAndTellWhatIsLeftOut() throws IOException {
        Cli cli = Cli.run("evaluate", "--store", models, "--data", data, "--json").succeeds();

        assertThat(cli.json().get("rows").asInt()).isEqualTo(10 + 20 + 30 + 10);
        assertTells(cli);
    }

    @ParameterizedTest
    @ValueSource(strings = {"score --out no.csv", "evaluate", "train"})
    void shouldRefuseADirectoryWithoutARow(String command) throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        CustomerText.write(empty.resolve("a.csv"), CustomerText.HEADER);

        Object[] arguments = (command + " --store " + models + " --data " + empty).split(" ");

        assertThat(Cli.run(arguments).err()).contains("empty is a directory without a row");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "tune --param reg=1,2", "retrain"})
    void shouldRefuseAStoreBelowAFile(String command) throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        for (Path store : List.of(file.resolve("models"), file.resolve("a/b"))) {
            Object[] arguments = (command + " --data " + data + " --store " + store).split(" ");

            Cli.run(arguments)
                    .failsSaying(
                            store
                                    + ": expected a place for the model store;"
                                    + " found the file "
                                    + file);
        }
    }

    private void assertTells(Cli cli) {
        assertThat(cli.err().lines().filter(line -> line.startsWith("left out of ")))
                .containsExactly(
                        "left out of "
                                + data
                                + ": 2 that do not end with .csv or .csv.gz (customers.zip,"
                                + " notes.txt), 1 hidden (_begun.csv), 2 without rows (empty.csv,"
                                + " header.csv), 1 linked directory that is"
                                + " read already (c/back), 1 link that leads nowhere (gone.csv)");
    }
}
