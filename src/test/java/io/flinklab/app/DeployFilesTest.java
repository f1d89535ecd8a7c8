package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The files for Kubernetes and Docker Compose name what is there. */
class DeployFilesTest {
    private static final Path DEPLOY = Path.of("environment", "deploy");
    private static final Pattern ARGUMENT = Pattern.compile("(?m)^ +- (?:\"(.*)\"|(\\S+))$");
    private static final Pattern STORE = Pattern.compile("- --store\\n +- (\\S+)");
    private static final Pattern TOPIC = Pattern.compile("kafka://kafka:9092/(\\w+)");
    private static final Pattern METRIC =
            Pattern.compile("flink_taskmanager_job_task_operator_(\\w+)");

    @ParameterizedTest
    @ValueSource(strings = {"flink-deployment.yaml", "compose.yaml"})
    void shouldGiveTheStreamArgumentsThatItTakes(String file) throws Exception {
        String content = Files.readString(DEPLOY.resolve(file));
        List<String> arguments =
                ARGUMENT.matcher(content.substring(content.indexOf("- stream\n") - 10))
                        .results()
                        .map(DeployFilesTest::argument)
                        .takeWhile(argument -> !argument.contains("8081:"))
                        .takeWhile(argument -> !argument.equals("kafka"))
                        .toList();

        CommandLine.ParseResult stream =
                Main.commandLine().parseArgs(arguments.toArray(String[]::new)).subcommand();

        assertThat(stream.commandSpec().name()).isEqualTo("stream");
        assertThat(stream.matchedOptions()).hasSize(7);
        assertThat(content).contains(Main.class.getName());
    }

    @Test
    void shouldTrainIntoTheStoreOfTheStream() throws Exception {
        String content = Files.readString(DEPLOY.resolve("compose.yaml"));
        String service = content.substring(content.indexOf("\n  train:\n"));
        List<String> command =
                ARGUMENT.matcher(service.substring(service.indexOf("command:")))
                        .results()
                        .map(DeployFilesTest::argument)
                        .takeWhile(argument -> !argument.endsWith(":ro"))
                        .toList();
        int main = command.indexOf(Main.class.getName());

        CommandLine.ParseResult train =
                Main.commandLine()
                        .parseArgs(command.subList(main + 1, command.size()).toArray(String[]::new))
                        .subcommand();

        assertThat(train.commandSpec().name()).isEqualTo("train");
        assertThat(STORE.matcher(content).results().map(store -> store.group(1)))
                .hasSize(2)
                .containsOnly("s3://models/churn");
        assertThat(command.get(3)).endsWith("/usrlib/" + RestAddress.JOB);
        assertThat(train.<String>matchedOptionValue("--data", "")).isEqualTo("/data/churn.csv");
        assertThat(service).contains("- ../../data/churn.csv:/data/churn.csv:ro");
        assertThat(DEPLOY.resolve("../../data/churn.csv")).isRegularFile();
        assertThat(DEPLOY.resolve("Dockerfile")).content().contains("environment/jvm.options");
    }

    @Test
    void shouldMakeTheTopicsOfTheStream() throws Exception {
        String content = Files.readString(DEPLOY.resolve("compose.yaml"));

        assertThat(content).contains("for topic in customers scores rejects;");
        assertThat(TOPIC.matcher(content).results().map(topic -> topic.group(1)))
                .containsExactly("customers", "scores", "rejects");
    }

    @Test
    void shouldShowMetricsThatAStreamHas() throws Exception {
        JsonNode dashboard =
                new ObjectMapper().readTree(DEPLOY.resolve("grafana/scoring.json").toFile());
        Set<String> shown = new TreeSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                METRIC.matcher(target.path("expr").asText())
                        .results()
                        .forEach(metric -> shown.add(metric.group(1)));
            }
        }

        // StreamMetricsIT finds each of them in what a stream serves to Prometheus.
        assertThat(shown)
                .containsExactly(
                        "failedReloads",
                        "modelNumber",
                        "reason_column_rejects",
                        "reloads",
                        "scored",
                        "scoringMicros");
    }

    @Test
    void shouldRunOnTheFlinkOfThisProject() throws IOException {
        String image = Files.readString(DEPLOY.resolve("Dockerfile"));

        assertThat(image)
                .contains("flink:" + ModelTraining.libraries().flink() + "-")
                .contains(RestAddress.JOB);
    }

    private static String argument(MatchResult line) {
        return line.group(1) == null ? line.group(2) : line.group(1);
    }
}
