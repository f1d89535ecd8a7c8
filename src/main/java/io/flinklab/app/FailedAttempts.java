package io.flinklab.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.operators.coordination.TaskNotRunningException;

/**
 * Why the attempts of a job failed, newest first. A task that fails while its source is sending it
 * a split is reported as the split that did not arrive; another attempt may say why it failed.
 */
final class FailedAttempts {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final String OWN = "io.flinklab.";
    private static final String CAUSED_BY = "Caused by: ";

    private final List<String> stackTraces;

    private FailedAttempts(List<String> stackTraces) {
        this.stackTraces = stackTraces;
    }

    /** Asks a cluster's REST interface, or nothing where it does not answer. */
    static FailedAttempts of(JobID job, URI cluster) throws InterruptedException {
        URI exceptions = cluster.resolve("/jobs/" + job + "/exceptions");
        try {
            HttpResponse<String> answer =
                    HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(exceptions).timeout(LIMIT).build(),
                                    BodyHandlers.ofString());
            return read(answer.body());
        } catch (IOException unknown) {
            return new FailedAttempts(List.of());
        }
    }

    /** Of the answer to {@code /jobs/ID/exceptions}. */
    static FailedAttempts read(String answer) throws IOException {
        List<String> traces = new ArrayList<>();
        JsonNode history = new ObjectMapper().readTree(answer).path("exceptionHistory");
        for (JsonNode attempt : history.path("entries")) {
            traces.add(attempt.path("stacktrace").asText());
            attempt.path("concurrentExceptions")
                    .forEach(beside -> traces.add(beside.path("stacktrace").asText()));
        }
        return new FailedAttempts(traces);
    }

    /** The newest reason that is one: an exception's class and message, as it prints itself. */
    Optional<String> reason() {
        return stackTraces.stream()
                .filter(trace -> !trace.contains(TaskNotRunningException.class.getName()))
                .map(FailedAttempts::reason)
                .findFirst();
    }

    /** This project's own exception, otherwise the one at the bottom. */
    private static String reason(String trace) {
        List<String> exceptions =
                Arrays.stream(trace.split("(?m)^" + CAUSED_BY))
                        .map(exception -> exception.split("\\R\t")[0].strip())
                        .toList();
        return exceptions.stream()
                .filter(exception -> exception.startsWith(OWN))
                .findFirst()
                .orElse(exceptions.get(exceptions.size() - 1));
    }
}
