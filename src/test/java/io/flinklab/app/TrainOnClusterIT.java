package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.churn.Churn;
import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.FreePorts;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training on a cluster, as the README asks. The script starts it that {@code make cluster} calls,
 * at ports of its own: the target would first build the project anew.
 */
class TrainOnClusterIT {
    private static final String MARK = "<!-- training %s: run by TrainOnClusterIT -->\n```sh\n";
    private static final Path FLINK = Path.of(".venv/flink/lib");
    private static final String SCRIPT = "environment/cluster/cluster.sh";

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @TempDir static Path home;
    private static int port;

    @TempDir Path directory;

    @BeforeAll
    static void start() throws Exception {
        PackagedJar.require();
        assumeThat(FLINK)
                .withFailMessage("SKIPPED: needs %s; run make .venv/flink/.installed", FLINK)
                .isDirectory();
        port = FreePorts.find(1).get(0);
        String started = shell("sh %s start %s %s".formatted(SCRIPT, home, port));
        assertThat(started).startsWith("Flink answers at http://127.0.0.1:" + port);
    }

    @AfterAll
    static void stop() throws Exception {
        if (!Files.exists(home.resolve("pids"))) {
            return;
        }
        List<Long> processes =
                Files.readAllLines(home.resolve("pids")).stream().map(Long::valueOf).toList();
        shell("sh %s stop %s".formatted(SCRIPT, home));
        assertThat(processes).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void shouldGiveTheSameModelAsInThisProcess() throws Exception {
        Path models = directory.resolve("models");
        String commands =
                commands("on a cluster", models)
                        .replaceAll("make cluster(-stop)?\n", "")
                        .replace("127.0.0.1:8081", address());

        assertThat(shell(commands)).contains("auroc");

        assertThat(sha256(models)).isEqualTo(expected());
        assertThat(new ClusterRest("127.0.0.1", port).get("/jobs/overview").path("jobs"))
                .anyMatch(job -> job.path("state").asText().equals("FINISHED"));
    }

    @Test
    void shouldBeStartedByMakeAtThePortThatIsAskedFor() throws Exception {
        String make = "make -n -o setup -o .venv/flink/.installed cluster";

        assertThat(shell(make)).contains(SCRIPT + " start target/cluster 8081\n");
        assertThat(shell("PORT=80 " + make)).contains("target/cluster 8081\n");
        assertThat(shell(make + " PORT=8091")).contains("target/cluster 8091\n");
    }

    @Test
    void shouldRefuseAPortThatIsTaken() {
        Path other = directory.resolve("other");
        int free = FreePorts.find(1).get(0);

        assertThatThrownBy(() -> shell("sh %s start %s %s".formatted(SCRIPT, other, port)))
                .hasMessageContaining("Port %s of 127.0.0.1 is taken".formatted(port));
        assertThatThrownBy(() -> shell("sh %s start %s %s %s".formatted(SCRIPT, other, free, port)))
                .hasMessageContaining("Port %s of 127.0.0.1 is taken".formatted(port));
        assertThatThrownBy(() -> shell("sh %s start %s rest".formatted(SCRIPT, other)))
                .hasMessageContaining("found rest");
        assertThat(other.resolve("pids")).doesNotExist();
    }

    @Test
    void shouldNotTakeAnotherClusterForItsOwn() {
        long process = ProcessHandle.current().pid();
        String await = "java environment/cluster/AwaitCluster.java http://" + address();

        assertThatThrownBy(() -> shell("%s %s %s".formatted(await, 1, process)))
                .hasMessageContaining("Another Flink cluster answers");
    }

    @Test
    void shouldNotWaitForAProcessThatEnded() {
        String await = "java environment/cluster/AwaitCluster.java http://" + address();

        assertThatThrownBy(() -> shell("false & wait $! || %s 1 $!".formatted(await)))
                .hasMessageContaining("A process of the cluster ended");
    }

    @Test
    void shouldTrainInApplicationModeWithoutAClient() throws Exception {
        Path models = directory.resolve("models");
        Path application = directory.resolve("application");
        List<Integer> free = FreePorts.find(2);
        String commands =
                commands("in application mode", models)
                        .replace("target/application", application.toString())
                        .replace("8082 6124", free.get(0) + " " + free.get(1));

        assertThat(output(application, commands)).contains("auroc");

        assertThat(sha256(models)).isEqualTo(expected());
        String stream =
                commands.replaceFirst(
                        "train .*\n",
                        "stream --source data/churn.csv --store %s --sink %s\n"
                                .formatted(models, directory.resolve("scores")));
        assertThat(output(application, stream)).contains("all is scored");
        String here = directory.resolve("here").toString();
        String[] embedded = {"stream", "--source", "data/churn.csv", "--sink", here, "--store"};
        Cli.run(Stream.concat(Stream.of(embedded), Stream.of(models)).toArray()).succeeds();
        assertThat(scores("scores")).hasSize(10_000).isEqualTo(scores("here"));
    }

    /** In one order, whichever subtask wrote a score, and without the time of the day. */
    private List<String> scores(String sink) throws IOException {
        return JsonLines.in(directory.resolve(sink))
                .map(score -> ((ObjectNode) score).without("scoringTime").toString())
                .sorted()
                .toList();
    }

    @Test
    void shouldReadATopicThereAsInThisProcess() throws Exception {
        KAFKA.createTopic("customers", 2);
        List<String> rows = Files.readAllLines(TestData.SHIPPED.file());
        String unlabelled = rows.get(1).substring(0, rows.get(1).lastIndexOf(','));
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "customers")) {
            writer.write(rows.subList(1, 1_001));
            writer.write(List.of("no customer", unlabelled, unlabelled));
            writer.write(rows.subList(1_001, 3_001));
        }
        // By position, a row too many or another order would show; by key, several subtasks read.
        for (String split : List.of("article", "hash")) {
            String[] training = {
                "train",
                "--data",
                "kafka://" + KAFKA.servers() + "/customers?bounded=true",
                "--plan",
                "converged",
                "--split",
                split,
                "--store",
                directory.resolve(split).toString(),
                "--json"
            };
            JsonNode here = Cli.run((Object[]) training).succeeds().json();

            JsonNode there = onCluster(training);

            assertThat(there.get("rejects").asInt()).isEqualTo(3);
            assertThat(there.get("modelSha256")).isEqualTo(here.get("modelSha256"));
        }
    }

    @Test
    void shouldRetrainOnSeveralPartitionsThereAsInThisProcess() throws Exception {
        KAFKA.createTopic("outcomes-there", 2);
        List<String> rows = Files.readAllLines(TestData.SHIPPED.file());
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "outcomes-there")) {
            for (int i = 0; i < 3_000; i++) {
                writer.send(i % 3 == 0 ? 0 : 1, rows.get(1 + i), 1_000L * i);
            }
        }
        Path models = directory.resolve("models");
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), models);
        String[] training = {
            "retrain",
            "--data",
            "kafka://" + KAFKA.servers() + "/outcomes-there?bounded=true",
            "--last",
            "1500",
            "--newest",
            "1000",
            "--margin",
            "0.9",
            "--store",
            models.toString(),
            "--json"
        };
        JsonNode here = Cli.run((Object[]) training).succeeds().json();

        JsonNode there = onCluster(training);

        assertThat(List.of(here, there))
                .extracting(each -> each.get("challenger").asText())
                .containsExactly("v000002", "v000003");
        ModelStore store = ModelStore.at(models);
        assertThat(store.manifest("v000003").modelSha256())
                .isEqualTo(store.manifest("v000002").modelSha256());
    }

    @Test
    void shouldLearnThereAsInThisProcess() throws Exception {
        Path here = directory.resolve("here");
        Path there = directory.resolve("there");
        for (Path models : List.of(here, there)) {
            ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), models);
        }
        Cli.run((Object[]) learning(here)).succeeds();

        List<String> arguments = new ArrayList<>(List.of(learning(there)));
        arguments.addAll(List.of("--cluster", address()));
        Cli learned =
                new PackagedJar(directory, Map.of())
                        .run(arguments.toArray(String[]::new))
                        .succeeds();

        assertThat(learned.out()).contains("newest version: v000003");
        assertThat(sha256(there)).isEqualTo(sha256(here));
    }

    private String[] learning(Path models) {
        return new String[] {
            "learn",
            "--source",
            TestData.SHIPPED.file().toAbsolutePath().toString(),
            "--sink",
            models + "-scores",
            "--publish",
            "every=5000",
            "--store",
            models.toString()
        };
    }

    @Test
    void shouldSayWhyATrainingThereHasNoModel() throws Exception {
        new PackagedJar(directory, Map.of())
                .run(
                        "train",
                        "--data",
                        TestData.SHIPPED.file().toAbsolutePath().toString(),
                        "--store",
                        "there",
                        "--plan",
                        "converged",
                        "--reg",
                        "0",
                        "--cluster",
                        address())
                .failsSaying("The features are collinear");
    }

    @Test
    void shouldSearchThereAsInThisProcess() throws Exception {
        String[] search = {
            "tune",
            "--data",
            TestData.SHIPPED.file().toAbsolutePath().toString(),
            "--plan",
            "converged",
            "--param",
            "reg=0,1,1000",
            "--folds",
            "3",
            "--parallelism",
            "2",
            "--json",
            "--store",
            directory.resolve("models").toString()
        };
        JsonNode here = Cli.run((Object[]) search).succeeds().json();

        JsonNode there = onCluster(search);

        assertThat(there.get("candidates")).isEqualTo(here.get("candidates"));
        assertThat(there.get("modelSha256")).isEqualTo(here.get("modelSha256"));
    }

    private JsonNode onCluster(String[] command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--cluster", address()));
        return new PackagedJar(directory, Map.of())
                .run(arguments.toArray(String[]::new))
                .succeeds()
                .json();
    }

    /**
     * What a command prints that runs in application mode, once it has ended; without Flink's
     * hundreds of notes, behind which a failure's reason would be lost.
     */
    private static String output(Path application, String command) throws Exception {
        try {
            shell(command);
            long manager = Long.parseLong(Files.readAllLines(application.resolve("pids")).get(0));
            ProcessHandle.of(manager).ifPresent(running -> running.onExit().join());
            return Files.readAllLines(application.resolve("job-manager.log")).stream()
                    .filter(line -> !line.contains(" INFO "))
                    .collect(Collectors.joining("\n"));
        } finally {
            shell("sh %s stop %s".formatted(SCRIPT, application));
        }
    }

    /** A block of the README, for the shipped customers and this store. */
    private static String commands(String which, Path models) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        String mark = MARK.formatted(which);
        int begin = readme.indexOf(mark) + mark.length();
        return readme.substring(begin, readme.indexOf("```", begin))
                .replace("target/customers.csv", "data/churn.csv")
                .replace("target/models", models.toString());
    }

    private static String sha256(Path models) {
        return ModelStore.at(models).open().manifest().modelSha256();
    }

    private static String expected() throws Exception {
        return LAB.model(TestData.SHIPPED, Churn.TUNED).manifest().modelSha256();
    }

    private static String address() {
        return "127.0.0.1:" + port;
    }

    private static String shell(String commands) throws Exception {
        return Shell.run(commands, home);
    }
}
