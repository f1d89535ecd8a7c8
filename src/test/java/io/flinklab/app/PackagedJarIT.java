package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands, through the jar as people run it. */
class PackagedJarIT {
    @TempDir Path directory;

    @BeforeEach
    void requireTheJar() {
        PackagedJar.require();
    }

    @Test
    void shouldWalkFromDataToScoresAndBack() throws Exception {
        run("generate", "--rows", "2000", "--seed", "5", "--out", "churn.csv").succeeds();
        Cli trained = run("train", "--data", "churn.csv", "--store", "models", "--json").succeeds();
        Cli evaluated =
                run("evaluate", "--data", "churn.csv", "--store", "models", "--json").succeeds();
        Cli scored =
                run("score", "--data", "churn.csv", "--store", "models", "--out", "s.csv")
                        .succeeds();
        Cli listed = run("models", "--store", "models").succeeds();
        Cli replayed =
                run("replay", "--data", "churn.csv", "--store", "models", "--json").succeeds();

        assertThat(trained.json().get("rows").asInt()).isEqualTo(400);
        assertThat(evaluated.json().get("rows").asInt()).isEqualTo(2000);
        assertThat(evaluated.json().get("modelSha256"))
                .isEqualTo(trained.json().get("modelSha256"));
        assertThat(scored.out()).contains("2000 rows scored with model v000001");
        assertThat(Files.readAllLines(directory.resolve("s.csv"))).hasSize(2001);
        assertThat(listed.out()).startsWith("* v000001  tuned");
        assertThat(replayed.json().get("identical").asBoolean()).isTrue();
        assertThat(List.of(trained, evaluated, scored, listed, replayed))
                .allMatch(cli -> cli.err().isEmpty());
    }

    @Test
    void shouldFailInALineOrTwo() throws Exception {
        run("train", "--data", "none.csv", "--store", "models")
                .failsSaying("none.csv does not exist");
        run("train").isWrongUsageSaying("--data", "--store");
        run("score", "--data", "none.csv", "--store", "models", "--out", "s.csv")
                .failsSaying("models: expected a model store");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldNameVersionsAlikeWhereDigitsAreWrittenOtherwise() throws Exception {
        List<String> egypt = List.of("-Duser.language=ar", "-Duser.country=EG");
        Cli.run("generate", "--rows", 500, "--out", directory.resolve("churn.csv")).succeeds();

        Cli trained = run(egypt, "train", "--data", "churn.csv", "--store", "a b/models", "--json");

        assertThat(trained.succeeds().json().get("modelVersion").asText()).isEqualTo("v000001");
        run("replay", "--data", "churn.csv", "--store", "a b/models").succeeds();
        Cli scored =
                run(
                        egypt,
                        "score",
                        "--data",
                        "churn.csv",
                        "--store",
                        "a b/models",
                        "--out",
                        "s.csv");
        assertThat(scored.succeeds().out()).startsWith("500 rows scored");
    }

    @Test
    void shouldWriteIntoStandardOutputWhatIsAskedForAndNothingElse() throws Exception {
        Path all = Files.writeString(directory.resolve("all.csv"), "before\n");
        Path err = directory.resolve("err");

        Process process =
                new PackagedJar(directory, Map.of())
                        .process(List.of(), "generate", "--rows", "3", "--out", "/dev/stdout")
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(all.toFile()))
                        .redirectError(err.toFile())
                        .start();

        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(all)).hasSize(5).startsWith("before");
        assertThat(err).hasContent("3 customers written to /dev/stdout");
    }

    @Test
    void shouldSayWhatToDoWhereTheMachinesEncodingCannotHoldAPath() throws Exception {
        List<String> command =
                new PackagedJar(directory, Map.of())
                        .process(List.of(), "generate", "--rows", "3", "--out")
                        .command();
        Path log = directory.resolve("log");
        ProcessBuilder shell =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                String.join(" ", command) + " \"$(printf '\\303\\274.csv')\"")
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        shell.environment().put("LC_ALL", "C");

        assertThat(shell.start().waitFor()).isEqualTo(2);
        assertThat(log).content().contains("--out", "is no path", "LC_ALL=C.UTF-8");
    }

    private Cli run(String... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    private Cli run(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        return new PackagedJar(directory, Map.of()).run(options, arguments);
    }
}
