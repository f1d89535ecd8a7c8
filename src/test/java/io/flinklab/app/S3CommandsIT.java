package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.SharedS3;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.training.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands with data and a store on S3, through the packaged jar and its plugin. */
class S3CommandsIT {
    @RegisterExtension static final SharedS3 S3 = new SharedS3();
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;
    private String bucket;
    private String store;
    private String data;
    private PackagedJar jar;

    @BeforeEach
    void makeAnEmptyBucket() throws Exception {
        PackagedJar.require();
        bucket = S3.server().newBucket();
        store = bucket + "/models";
        data = bucket + "/rows";
        jar = new PackagedJar(directory, S3.server().environment());
    }

    @Test
    void shouldTrainScoreAndRollBackWithAStoreOnS3() throws Exception {
        Path file = directory.resolve("churn.csv");
        Cli.run("generate", "--rows", 500, "--out", file).succeeds();
        S3.server().put(data + "/churn.csv", Files.readAllBytes(file));
        Cli first = train("converged").succeeds();
        train("reference").succeeds();
        Path scores = directory.resolve("s.csv");
        Cli evaluated = Cli.run("evaluate", "--data", data, "--store", store, "--json").succeeds();
        Cli rolledBack = Cli.run("models", "rollback", "--store", store).succeeds();
        Cli scored = Cli.run("score", "--data", data, "--store", store, "--out", scores).succeeds();
        Cli replayed = Cli.run("replay", "--data", data, "--store", store).succeeds();
        Cli listed = jar.run("models", "--store", store).succeeds();

        assertThat(first.json().get("modelPath").asText()).isEqualTo(store + "/v000001");
        assertThat(evaluated.json().get("rows").asInt()).isEqualTo(500);
        assertThat(rolledBack.out()).contains("v000001 is in use now");
        assertThat(scored.out()).contains("500 rows scored with model v000001");
        assertThat(Files.readAllLines(scores)).hasSize(501);
        assertThat(replayed.out()).contains("identical          true");
        assertThat(listed.out()).startsWith("* v000001  converged");
        assertThat(List.of(first, scored, listed)).allMatch(cli -> cli.err().isEmpty());
    }

    @Test
    void shouldTellInALineThatTheStoreCannotBeReached() throws Exception {
        // Nothing can answer here: only a system's own services may have the port.
        PackagedJar cutOff =
                new PackagedJar(
                        directory,
                        Map.of(
                                "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9",
                                "AWS_ACCESS_KEY_ID", "anyone",
                                "AWS_SECRET_ACCESS_KEY", "anything"));

        cutOff.run("models", "--store", store).failsSaying(store, "Connection refused");
    }

    /** Features grow, so that some of the saved stages are changed and some are copied. */
    @Test
    void shouldLearnOnS3WhatItLearnsInADirectory() throws Exception {
        Path file = directory.resolve("churn.csv");
        Cli.run("generate", "--rows", 1000, "--out", file).succeeds();
        Path models = directory.resolve("models");
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), models);
        upload(models);
        Path temporary = Files.createDirectory(directory.resolve("temporary"));
        String sink = directory.resolve("scored").toString();
        String[] learn = {
            "learn", "--source", file.toString(), "--features", "growing", "--publish", "every=400"
        };
        Cli.run((Object[]) with(learn, "--sink", sink, "--store", models.toString())).succeeds();
        String[] onS3 = {"--sink", bucket + "/s", "--store", store, "--state", bucket + "/state"};
        Cli learned =
                jar.run(List.of("-Djava.io.tmpdir=" + temporary), with(learn, onS3)).succeeds();

        ModelStore here = ModelStore.at(models);
        ModelStore there = new StoreLocation(store).open();
        assertThat(learned.out()).contains("newest version: v000003");
        assertThat(there.versions()).containsExactly("v000001", "v000002", "v000003");
        for (String version : there.versions()) {
            assertThat(there.open(version).pipeline()).isEqualTo(here.open(version).pipeline());
            assertThat(there.manifest(version).modelSha256())
                    .isEqualTo(here.manifest(version).modelSha256());
            assertThat(there.manifest(version).files())
                    .containsOnlyKeys(here.manifest(version).files().keySet());
        }
        assertThat(there.open().pipeline()).isNotEqualTo(there.open("v000002").pipeline());
        assertThat(scores(file, store)).isEqualTo(scores(file, models));
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).noneMatch(each -> each.toString().contains("flink-ml-lab"));
        }
    }

    @Test
    void shouldSayWhatIsMissingToLearnOnS3() throws Exception {
        Path file = directory.resolve("churn.csv");
        Cli.run("generate", "--rows", 10, "--out", file).succeeds();
        upload(LAB.model(TestData.SHIPPED, Recipe.CONVERGED).directory().getParent());
        String sink = directory.resolve("s").toString();
        String[] learn = {"learn", "--source", file.toString(), "--sink", sink, "--store"};

        Cli.run((Object[]) with(learn, store, "--warm-start", "v000009"))
                .failsSaying(store, "one of [v000001]", "v000009");
        Cli.run((Object[]) with(learn, "s3://no-such-bucket/models"))
                .failsSaying("s3://no-such-bucket/models", "bucket does not exist");
    }

    /** The first version of a store in a directory. */
    private void upload(Path models) throws Exception {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(models.resolve("v000001"))) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path each : files) {
            S3.server().put(store + "/" + models.relativize(each), Files.readAllBytes(each));
        }
    }

    private List<String> scores(Path rows, Object models) throws Exception {
        Path scores = directory.resolve("scores.csv");
        Cli.run("score", "--data", rows, "--store", models, "--out", scores).succeeds();
        return Files.readAllLines(scores);
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }

    private Cli train(String plan) throws Exception {
        return jar.run("train", "--data", data, "--store", store, "--plan", plan, "--json");
    }
}
