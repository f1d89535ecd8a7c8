package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.torch.Torch;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.store.ModelStore;
import io.flinklab.store.UnfinishedVersions;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Trainings whose process is killed, and that go on in another one. */
class KilledTrainingIT {
    private static final String MARK =
            "<!-- a training that goes on: run by KilledTrainingIT -->\n```sh\n";

    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    @BeforeAll
    static void requireJar() throws Exception {
        PackagedJar.require();
        Torch.require();
    }

    @Test
    void shouldGoOnAsTheReadmeShows() throws Exception {
        String printed = shell(commands());

        assertThat(printed).contains("v000001  network    unfinished", "v000001 goes on after");
        ModelStore store = ModelStore.at(directory.resolve("models"));
        assertThat(store.open().manifest().modelSha256())
                .isEqualTo(LAB.model(TestData.SHIPPED, Churn.NETWORK).manifest().modelSha256());
        assertThat(store.versions()).containsExactly("v000001");
        assertThat(store.unfinished().versions()).isEmpty();
    }

    @Test
    void shouldNotWaitForATrainingThatFailed() throws Exception {
        String failing = commands().replace("--plan network", "--plan none");

        assertThatThrownBy(() -> shell(failing))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found none");
    }

    /** The task that solves writes: it goes on where nobody waits for it any more. */
    @Test
    void shouldStoreStatesOnAClusterWithoutAClient() throws Exception {
        Recipe network =
                Churn.NETWORK.with(Churn.NETWORK.hyperparameters().withMaxIter(8).withPatience(8));
        String expected =
                LAB.train(TestData.SHIPPED.file(), network, TrainingOptions.DEFAULT)
                        .manifest()
                        .modelSha256();
        String[] training = {
            "train",
            "--data",
            TestData.SHIPPED.file().toAbsolutePath().toString(),
            "--store",
            "there",
            "--json"
        };
        PackagedJar jar = new PackagedJar(directory, Map.of());
        Path output = directory.resolve("client.out");
        try (FlinkCluster cluster = FlinkCluster.start(1, 2, Map.of(), Torch.jars())) {
            Process client =
                    jar.process(
                                    List.of(),
                                    with(
                                            training,
                                            "--plan",
                                            "network",
                                            "--max-iter",
                                            "8",
                                            "--patience",
                                            "8",
                                            "--store-every",
                                            "1",
                                            "--parallelism",
                                            "2",
                                            "--cluster",
                                            "127.0.0.1:" + cluster.rest().port()))
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            UnfinishedVersions unfinished = ModelStore.at(directory.resolve("there")).unfinished();
            cluster.rest().await("a state", () -> iteration(unfinished) > 0);
            client.destroyForcibly().onExit().join();
            int killed = iteration(unfinished);
            JobID job = cluster.rest().onlyJob();
            cluster.rest().awaitStatus(job, JobStatus.FINISHED);

            assertThat(iteration(unfinished)).isGreaterThan(killed).isEqualTo(7);
        }
        Cli resumed = jar.run(with(training, "--resume", "v000001")).succeeds();

        assertThat(resumed.json().get("modelSha256").asText()).isEqualTo(expected);
    }

    /** Of the newest state; 0 before the first. */
    private static int iteration(UnfinishedVersions unfinished) {
        return unfinished.versions().isEmpty() ? 0 : unfinished.manifest("v000001").iteration();
    }

    private static String[] with(String[] training, String... more) {
        return Stream.concat(Stream.of(training), Stream.of(more)).toArray(String[]::new);
    }

    private String commands() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf(MARK) + MARK.length();
        return readme.substring(begin, readme.indexOf("```", begin))
                .replace("target/customers.csv", "data/churn.csv")
                .replace("target/resumed", directory.resolve("models").toString());
    }

    private String shell(String commands) throws Exception {
        return Shell.run(commands, directory);
    }
}
