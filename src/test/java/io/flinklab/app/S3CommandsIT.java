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

/** The commands with a store on S3, through the packaged jar and its plugin. */
class S3CommandsIT {
    @RegisterExtension static final SharedS3 S3 = new SharedS3();

    @TempDir Path directory;
    private String store;
    private PackagedJar jar;

    @BeforeEach
    void makeAnEmptyBucket() throws Exception {
        PackagedJar.require();
        store = S3.server().newBucket() + "/models";
        jar = new PackagedJar(directory, S3.server().environment());
    }

    @Test
    void shouldTrainScoreAndRollBackWithAStoreOnS3() throws Exception {
        Cli.run("generate", "--rows", 500, "--out", directory.resolve("churn.csv")).succeeds();
        Cli first = train("converged").succeeds();
        train("reference").succeeds();
        Cli rolledBack = jar.run("models", "rollback", "--store", store).succeeds();
        Cli scored =
                jar.run("score", "--data", "churn.csv", "--store", store, "--out", "s.csv")
                        .succeeds();
        Cli replayed = jar.run("replay", "--data", "churn.csv", "--store", store).succeeds();
        Cli listed = jar.run("models", "--store", store).succeeds();

        assertThat(first.json().get("modelPath").asText()).isEqualTo(store + "/v000001");
        assertThat(rolledBack.out()).contains("v000001 is in use now");
        assertThat(scored.out()).contains("500 rows scored with model v000001");
        assertThat(Files.readAllLines(directory.resolve("s.csv"))).hasSize(501);
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
        return jar.run("train", "--data", "churn.csv", "--store", store, "--plan", plan, "--json");
    }
}
