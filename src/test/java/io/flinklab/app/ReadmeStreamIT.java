package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.examples.ScoreStream;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.kit.TopicReader;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.FileRows;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoreRows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Does what the README says of streams. */
class ReadmeStreamIT {
    private static final String MARK = "<!-- the stream: run by ReadmeStreamIT -->\n```sh\n";

    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldScoreFromKafkaToKafkaAsTheReadmeAsks() throws Exception {
        assumeThat(Path.of("target/flink-ml-lab.jar"))
                .withFailMessage("SKIPPED: needs the jar; run mvn package")
                .isRegularFile();
        Path directory = LAB.newDirectory();
        FileUtils.copyDirectory(
                LAB.model(TestData.SHIPPED, Churn.TUNED).directory().getParent().toFile(),
                directory.resolve("models").toFile());
        try (KafkaBroker kafka = KafkaBroker.start()) {
            String output = run(commands(kafka, directory), directory.resolve("output"));

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

    private static String commands(KafkaBroker kafka, Path directory) throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int begin = readme.indexOf(MARK) + MARK.length();
        return readme.substring(begin, readme.indexOf("```", begin))
                // That broker would be a reader's own, at its one port.
                .replace(
                        "make kafka\n",
                        "sh environment/kafka/kafka.sh topics 127.0.0.1:9092"
                                + " customers=2 scores=2 rejects=2 models=1\n")
                .replace("make kafka-stop\n", "wait\n")
                .replace("127.0.0.1:9092", kafka.servers())
                .replace("target/customers.csv", "data/churn.csv")
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
