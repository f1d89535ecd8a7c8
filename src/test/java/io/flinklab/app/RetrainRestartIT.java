package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.churn.CustomerShift;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.synthetic.DriftSchedule;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.Decision;
import io.flinklab.store.ModelStore;
import io.flinklab.training.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A retrainer in a process of its own that is killed while it trains, and another that is told to
 * stop.
 */
class RetrainRestartIT {
    private static final String TOPIC = "retrained-customers";
    private static final int CHANGE = 1000;

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    private final Path directory = LAB.newDirectory();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(process -> process.destroyForcibly().onExit().join());
    }

    @Test
    void theSameCommandDecidesAfterAKillAsIfNothingHadBeen() throws Exception {
        Path models = directory.resolve("models");
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), models);
        ModelStore store = ModelStore.at(models);
        KAFKA.createTopic(TOPIC, 1);
        write(0, CHANGE);
        Process killed = start();
        Eventually.holds("it waits", () -> output().contains("waiting for 1000 labelled rows"));
        write(CHANGE, 6000);

        Eventually.holds("it trains", () -> isTraining(models));
        killed.destroyForcibly().onExit().join();

        assertThat(store.current()).isEqualTo("v000001");
        assertThat(store.decisions()).noneMatch(Decision::isOfChallenge);
        Process goesOn = start("--on", "every=1s");
        Eventually.holds("it waits", () -> output().contains("waiting") || !goesOn.isAlive());
        Eventually.holds(
                "it promotes", () -> !store.current().equals("v000001") || !goesOn.isAlive());
        assertThat(goesOn.isAlive()).as(output()).isTrue();
        goesOn.destroy();
        assertThat(goesOn.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(goesOn.exitValue()).isZero();
        assertThat(output()).contains("stopped; the same command goes on from the last decision");
        assertThat(store.decisions())
                .filteredOn(Decision::isOfChallenge)
                .first()
                .extracting(Decision::action)
                .isEqualTo(Decision.Action.PROMOTE);
    }

    private static boolean isTraining(Path models) throws IOException {
        try (Stream<Path> files = Files.list(models)) {
            return files.anyMatch(file -> file.getFileName().toString().startsWith(".staging-"));
        }
    }

    private static void write(int from, int to) {
        try (TopicWriter topic = new TopicWriter(KAFKA.servers(), TOPIC)) {
            topic.write(
                    ExampleCsv.labelled(Churn.SCHEMA)
                            .records(
                                    new CustomerGenerator(7)
                                            .shifted(
                                                    CustomerShift.CONCEPT,
                                                    DriftSchedule.sudden(CHANGE))
                                            .examples(to)
                                            .skip(from)
                                            .toList()));
        }
    }

    private String output() throws IOException {
        Path file = directory.resolve("retrain.out");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private Process start(String... on) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "@environment/jvm.options",
                        "-Xmx600m",
                        "-cp",
                        System.getProperty("java.class.path")));
        command.addAll(
                List.of(
                        "io.flinklab.app.Main",
                        "retrain",
                        "--data",
                        "kafka://" + KAFKA.servers() + "/" + TOPIC + "?bounded=true",
                        "--store",
                        directory.resolve("models").toString(),
                        "--last",
                        "4000",
                        "--newest",
                        "1000",
                        "--poll",
                        "100ms"));
        command.addAll(on.length == 0 ? List.of("--on", "labels=1000") : List.of(on));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("retrain.out").toFile())
                        .start();
        started.add(process);
        return process;
    }
}
