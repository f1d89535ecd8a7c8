package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.SharedS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The commands with data and a store on S3, through the packaged jar and its plugin. */
class S3CommandsIT {
    @RegisterExtension static final SharedS3 S3 = new SharedS3();

    @TempDir Path directory;
    private String store;
    private String data;
    private PackagedJar jar;

    @BeforeEach
    void makeAnEmptyBucket() throws Exception {
        PackagedJar.require();
        String bucket = S3.server().newBucket();
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

    private Cli train(String plan) throws Exception {
        return jar.run("train", "--data", data, "--store", store, "--plan", plan, "--json");
    }
}
