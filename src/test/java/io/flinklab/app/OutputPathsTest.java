package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.RejectFile;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.OddFiles;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs that would replace what a command needs are refused, by whatever name. */
class OutputPathsTest {
    @TempDir Path directory;

    private Path models;
    private Path data;
    private List<String> lines;

    @BeforeEach
    void makeDataAndAModel() throws IOException {
        models = Files.createTempDirectory("flink-ml-lab-models");
        StoreFixture.publish(ModelStore.at(models), SamplePipelines.reference(UnseenCategory.KEEP));
        lines = CustomerText.shipped(20);
        lines.add("1,2,3");
        data = CustomerText.write(directory.resolve("data.csv"), lines);
    }

    @AfterEach
    void findTheDataUnchanged() throws IOException {
        assertThat(Files.readAllLines(data)).isEqualTo(lines);
        FileUtils.deleteDirectory(models.toFile());
    }

    @Test
    void shouldNotMixRejectsIntoTheScoresByAnotherName() throws IOException {
        Path out = directory.resolve("out.csv");
        Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("out.csv"));
        Path here = Files.createSymbolicLink(directory.resolve("here"), Path.of("."));

        score("--out", out, "--rejects", link).isWrongUsageSaying("--rejects and --out are the");
        score("--out", out, "--rejects", here.resolve("out.csv"))
                .isWrongUsageSaying("--rejects and --out are the same file");
        score("--out", here.resolve("new/out.csv"), "--rejects", directory.resolve("new/out.csv"))
                .isWrongUsageSaying("--rejects and --out are the same file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "train", "models import --format onnx --file none"})
    void shouldNotReplaceTheDataOfAnyCommandByItsRejects(String command) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);

        run(command, "--store", models, "--data", data, "--rejects", link)
                .isWrongUsageSaying("--rejects and --data are the same file", link.toString());
    }

    @Test
    void shouldNotReplaceAModelsFileByRejects() throws IOException {
        Path model = Files.writeString(directory.resolve("model.onnx"), "precious");
        Path link = Files.createLink(directory.resolve("link"), model);

        run(
                        "models import --format onnx",
                        "--file",
                        model,
                        "--store",
                        models,
                        "--data",
                        data,
                        "--rejects",
                        link)
                .isWrongUsageSaying("--rejects and --file are the same file");
        assertThat(model).hasContent("precious");
    }

    @Test
    void shouldNotTakeALinkToTheDataForAnEarlierRunsRejects() throws IOException {
        Path out = directory.resolve("out.csv");
        Files.createSymbolicLink(directory.resolve("out.csv.rejects.csv"), data);

        score("--out", out).isWrongUsageSaying("are the same file", "out.csv.rejects.csv");
    }

    @Test
    void shouldNotReplaceWhatIsNoRejectsFileUnasked() throws IOException {
        Path beside = Files.writeString(directory.resolve("out.csv.rejects.csv"), "precious");

        score("--out", directory.resolve("out.csv"))
                .isWrongUsageSaying(beside + " is no rejects file", "--rejects");

        assertThat(beside).hasContent("precious");
    }

    @Test
    void shouldReplaceAnEarlierRunsRejectsAndDeleteThemWhereThereAreNone() throws IOException {
        Path out = directory.resolve("out.csv");
        Path beside = directory.resolve("out.csv.rejects.csv");

        score("--out", out).succeeds();
        score("--out", out).succeeds();
        assertThat(RejectFile.read(beside)).hasSize(1);

        scoreGoodOnes("--out", out).succeeds();
        assertThat(beside).doesNotExist();
    }

    @Test
    void shouldEmptyAnEarlierRunsRejectsThroughALink() throws IOException {
        Path beside = Files.createSymbolicLink(directory.resolve("o.rejects.csv"), Path.of("r"));
        score("--out", directory.resolve("o")).succeeds();
        assertThat(RejectFile.read(directory.resolve("r"))).hasSize(1);

        scoreGoodOnes("--out", directory.resolve("o")).succeeds();

        assertThat(beside).isSymbolicLink();
        assertThat(RejectFile.read(directory.resolve("r"))).isEmpty();
    }

    @Test
    void shouldPutNothingBesideADevice() throws Exception {
        Path device = OddFiles.device(Files.createDirectory(directory.resolve("dev")).resolve("d"));

        Cli cli = score("--out", device).succeeds();

        assertThat(cli.err()).contains("1 of 21 rows are rejects; --rejects FILE keeps them");
        assertThat(device.getParent().toFile().list()).containsExactly("d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.csv", "deep/new/SCORES.CSV", "scores.csv.gz", "link/s.csv"})
    void shouldNotWriteWhatTheNextRunWouldReadAsCustomers(String name) throws IOException {
        Path part = part("in/deep/a.csv");
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Files.createSymbolicLink(directory.resolve("in/link"), elsewhere);
        Path in = part.getParent().getParent();

        run("score", "--store", models, "--data", in, "--out", in.resolve(name))
                .isWrongUsageSaying("--out", "would be read as data the next time");
        run("evaluate", "--store", models, "--data", in, "--rejects", in.resolve(name))
                .isWrongUsageSaying("--rejects", "would be read as data the next time");
    }

    @Test
    void shouldNotWriteRejectsByDefaultWhereTheNextRunWouldReadThemAsCustomers()
            throws IOException {
        Path in = part("in/a.csv").getParent();

        run("score", "--store", models, "--data", in, "--out", in.resolve("scores.txt"))
                .isWrongUsageSaying("scores.txt.rejects.csv", "would be read as data");
        run("train", "--store", in.resolve("models"), "--data", in)
                .isWrongUsageSaying("models.rejects.csv", "would be read as data");
    }

    @Test
    void shouldWriteIntoTheDataDirectoryWhatIsNotReadFromIt() throws IOException {
        Path in = part("in/a.csv").getParent();
        Path rejects = directory.resolve("rejects.csv");

        for (String name : List.of(".done/scores.csv", "_scores.csv", "scores.txt")) {
            Path out = in.resolve(name);
            run("score", "--store", models, "--data", in, "--out", out, "--rejects", rejects)
                    .succeeds();
            assertThat(out).exists();
        }
    }

    @Test
    void shouldNotReplaceAPartOfTheData() throws IOException {
        Path in = part("in/a.csv").getParent();
        Path elsewhere = part("elsewhere.csv");
        Files.createSymbolicLink(in.resolve("b.csv"), elsewhere);
        Path link = Files.createLink(directory.resolve("link"), in.resolve("a.csv"));

        for (Path out : List.of(in.resolve("a.csv"), in.resolve("b.csv"), elsewhere, link)) {
            run("score", "--store", models, "--data", in, "--out", out)
                    .isWrongUsageSaying("--out and a part of --data are the same file");
        }
        assertThat(Files.readAllLines(elsewhere)).isEqualTo(good());
        assertThat(Files.readAllLines(link)).isEqualTo(good());
    }

    @ParameterizedTest
    @ValueSource(strings = {"v000001/manifest.json", "v000001/new", "pinned", ".staging"})
    void shouldNotWriteIntoTheModelStore(String name) throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), models);

        for (Path out : List.of(models.resolve(name), link.resolve(name))) {
            score("--out", out)
                    .isWrongUsageSaying("--out", "is one of the files of the model store");
            score("--out", directory.resolve("o"), "--rejects", out)
                    .isWrongUsageSaying("--rejects", "is one of the files of the model store");
            run("export --format onnx", "--store", models, "--out", out)
                    .isWrongUsageSaying("--out", "is one of the files of the model store");
        }
        run("models verify all", "--store", models).succeeds();
    }

    @Test
    void shouldNotMixAStreamsScoresAndRejectsNorWriteThemIntoAStore() throws IOException {
        Path sink = Files.createDirectory(directory.resolve("scores"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), sink);
        String stream = "stream --source " + data;

        run(stream, "--store", models, "--sink", sink, "--rejects", link)
                .isWrongUsageSaying("--rejects and --sink are the same");
        run(stream, "--store", models, "--sink", sink, "--rejects", link.toUri())
                .isWrongUsageSaying("--rejects and --sink are the same");
        run(stream, "--store", models, "--sink", models.resolve("v000001"))
                .isWrongUsageSaying("--sink", "is one of the files of the model store");
        run(stream, "--store", models, "--sink", data)
                .isWrongUsageSaying("--sink", "is a file. Expected a directory");
    }

    private Path part(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return CustomerText.write(file, good());
    }

    private List<String> good() {
        return lines.subList(0, 20);
    }

    private Cli score(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("--store", models, "--data", data));
        arguments.addAll(List.of(more));
        return run("score", arguments.toArray());
    }

    private Cli scoreGoodOnes(Object... more) throws IOException {
        Path good = CustomerText.write(directory.resolve("good"), good());
        List<Object> arguments = new ArrayList<>(List.of("--store", models, "--data", good));
        arguments.addAll(List.of(more));
        return run("score", arguments.toArray());
    }

    private static Cli run(String command, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of((Object[]) command.split(" ")));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray());
    }
}
