package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.examples.ScoreStream;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.kit.TopicReader;
import io.flinklab.lesson.ModelCopy;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.FileRows;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.training.Recipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Does what the README says of streams. */
class ReadmeStreamIT {
    private static final String MARK = "<!-- %s: run by ReadmeStreamIT -->\n```sh\n";

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldScoreFromKafkaToKafkaAsTheReadmeAsks() throws Exception {
        PackagedJar.require();
        Path directory = LAB.newDirectory();
        ModelCopy.of(LAB.model(TestData.SHIPPED, Churn.TUNED), directory.resolve("models"));
        try (KafkaBroker kafka = KafkaBroker.start()) {
            String output =
                    run(commands("the stream", kafka, directory), directory.resolve("output"));

            assertThat(output)
                    .contains(
                            "with model v000001",
                            "\"modelVersion\":\"v000001\"",
                            "\"reason\":\"expected 13 fields, or 14 with the label, found 1\"",
                            "rollback: v000001 is in use now",
                            "stopped; the same command goes on from")
                    .doesNotContain("error");
            try (TopicReader scores = new TopicReader(kafka.servers(), "scores");
                    TopicReader rejects = new TopicReader(kafka.servers(), "rejects")) {
                assertThat(scores.readToEnd()).hasSize(10_000);
                assertThat(rejects.readToEnd()).hasSize(1);
            }
        }
    }

    @Test
    void shouldLearnFromLabelsThatComeLaterAsTheReadmeAsks() throws Exception {
        PackagedJar.require();
        Path directory = LAB.newDirectory();
        ModelCopy.of(LAB.model(TestData.SHIPPED, Recipe.CONVERGED), directory.resolve("models"));
        try (KafkaBroker kafka = KafkaBroker.start()) {
            String output =
                    run(
                            commands("labels that come later", kafka, directory),
                            directory.resolve("output"));

            assertThat(output).contains("newest version: v000011").doesNotContain("error");
            try (TopicReader scores = new TopicReader(kafka.servers(), "arrival-scores")) {
                assertThat(scores.readToEnd()).hasSize(10_000);
            }
        }
    }

    @Test
    void shouldScoreInAJobAsTheExampleDoes() throws Exception {
        Path directory = LAB.newDirectory();
        Path in = Files.createDirectory(directory.resolve("in"));
        Files.copy(TestData.SHIPPED.file(), in.resolve("customers.csv"));
        Path out = directory.resolve("scores");
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.enableCheckpointing(100);
        ScoreStream.build(
                        environment,
                        MessageSource.watched(Churn.SCHEMA, in.toString(), Duration.ofSeconds(5)),
                        StoreLocation.of(
                                LAB.model(TestData.SHIPPED, Churn.TUNED).directory().getParent()))
                .sinkTo(
                        FileRows.sink(out.toString(), ScoreRows.type(Churn.SCHEMA)),
                        FileRows.sink(directory.resolve("rejects").toString(), RejectRows.TYPE));
        JobClient job = environment.executeAsync();

        Eventually.holds("10,000 scores are out", () -> lines(out) == 10_000);
        job.cancel().get();
    }

    private static String commands(String block, KafkaBroker kafka, Path directory)
            throws Exception {
        String mark = MARK.formatted(block);
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains(mark);
        int begin = readme.indexOf(mark) + mark.length();
        return readme.substring(begin, readme.indexOf("```", begin))
                // That broker would be a reader's own, at its one port.
                .replace(
                        "make kafka\n",
                        "sh environment/kafka/kafka.sh topics 127.0.0.1:9092"
                                + " customers=2 scores=2 rejects=2 models=1 arrivals=1"
                                + " departures=1 arrival-scores=1 arrival-scores-rejects=1\n")
                .replace("make kafka-stop\n", "wait\n")
                .replace("127.0.0.1:9092", kafka.servers())
                .replace("target/customers.csv", "data/churn.csv")
                .replace("target/labelled.csv", "data/churn.csv")
                .replace("target/learned", directory.resolve("models").toString())
                .replace("target/late-state", directory.resolve("late-state").toString())
                .replace("target/models", directory.resolve("models").toString())
                .replace("target/state", directory.resolve("state").toString());
    }

    private static String run(String script, Path output) throws Exception {
        Process shell =
                new ProcessBuilder("bash", "-c", script)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(shell.waitFor(3, TimeUnit.MINUTES)).as("the commands end").isTrue();
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
        return Files.readString(output);
    }

    private static long lines(Path directory) throws Exception {
        if (!Files.exists(directory)) {
            return 0;
        }
        long lines = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                lines += Files.readAllLines(file).size();
            }
        }
        return lines;
    }
}
