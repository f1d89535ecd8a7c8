package io.flinklab.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.assertj.core.api.Assertions;

/** A Flink cluster's REST interface: what its jobs do, and how to end them. */
public final class ClusterRest {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String host;
    private final int port;

    /** Of a cluster wherever it runs. */
    public ClusterRest(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    /** The one job that has not ended, as soon as there is one. */
    public JobID onlyJob() throws Exception {
        await("one job", () -> running().size() == 1);
        return JobID.fromHexString(running().get(0));
    }

    /** The job's status, as RUNNING, FINISHED, RESTARTING. */
    public JobStatus status(JobID job) throws IOException {
        return JobStatus.valueOf(get("/jobs/" + job).path("state").asText());
    }

    /** Names of the task managers that run a task of the job now. */
    public Set<String> hosts(JobID job) throws IOException {
        Set<String> hosts = new TreeSet<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            String path = "/jobs/" + job + "/vertices/" + vertex.path("id").asText();
            for (JsonNode task : get(path).path("subtasks")) {
                if (task.path("status").asText().equals("RUNNING")) {
                    hosts.add(task.path("taskmanager-id").asText());
                }
            }
        }
        return hosts;
    }

    /** Whether every task of the job runs. */
    public boolean runs(JobID job) throws IOException {
        JsonNode found = get("/jobs/" + job);
        boolean runs = found.path("state").asText().equals("RUNNING");
        for (JsonNode vertex : found.path("vertices")) {
            runs &=
                    vertex.path("tasks").path("RUNNING").asInt()
                            == vertex.path("parallelism").asInt();
        }
        return runs;
    }

    /** How many checkpoints were completed. */
    public int completedCheckpoints(JobID job) throws IOException {
        return checkpoints(job, "completed");
    }

    /** How often the job was restored from a checkpoint. */
    public int restoredCheckpoints(JobID job) throws IOException {
        return checkpoints(job, "restored");
    }

    /** The number of the checkpoint from which the job was restored last, the first is 1. */
    public int lastRestored(JobID job) throws IOException {
        return get("/jobs/" + job + "/checkpoints")
                .path("latest")
                .path("restored")
                .path("id")
                .asInt();
    }

    /** The sum of a metric over all subtasks whose operators have it; its name ends so. */
    public double metric(JobID job, String name) throws IOException {
        double sum = 0;
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            String path =
                    "/jobs/%s/vertices/%s/subtasks/metrics"
                            .formatted(job, vertex.path("id").asText());
            List<String> ids = new ArrayList<>();
            get(path).forEach(metric -> ids.add(metric.path("id").asText()));
            ids.removeIf(id -> !id.endsWith("." + name));
            for (String id : ids) {
                String query = "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8) + "&agg=sum";
                sum += get(path + query).path(0).path("sum").asDouble();
            }
        }
        return sum;
    }

    /** A metric's values as text, one of each subtask whose operators have it; its name ends so. */
    public List<String> texts(JobID job, String name) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode vertex : get("/jobs/" + job).path("vertices")) {
            String path = "/jobs/%s/vertices/%s/metrics".formatted(job, vertex.path("id").asText());
            for (JsonNode metric : get(path)) {
                String id = metric.path("id").asText();
                if (id.endsWith("." + name)) {
                    String query = "?get=" + URLEncoder.encode(id, StandardCharsets.UTF_8);
                    texts.add(get(path + query).path(0).path("value").asText());
                }
            }
        }
        return texts;
    }

    /** Ends the job without a savepoint, and returns when it has ended. */
    public void cancel(JobID job) throws Exception {
        send("PATCH", "/jobs/" + job + "?mode=cancel", "");
        awaitStatus(job, JobStatus.CANCELED);
    }

    /**
     * Ends the job with a savepoint, and returns when it has ended.
     *
     * @return where the savepoint is, as a URI
     */
    public String stopWithSavepoint(JobID job, URI directory) throws Exception {
        String body =
                JSON.writeValueAsString(
                        JSON.createObjectNode()
                                .put("targetDirectory", directory.toString())
                                .put("drain", false));
        String request = send("POST", "/jobs/" + job + "/stop", body).path("request-id").asText();
        String path = "/jobs/" + job + "/savepoints/" + request;
        await("a savepoint of " + job, () -> isCompleted(get(path)));
        JsonNode operation = get(path).path("operation");
        if (!operation.has("location")) {
            throw new IOException("No savepoint: " + operation.path("failure-cause"));
        }
        awaitStatus(job, JobStatus.FINISHED);
        return operation.path("location").asText();
    }

    /** Returns when the job has the status; fails where it does not in a minute and a half. */
    public void awaitStatus(JobID job, JobStatus status) throws Exception {
        await("job " + job + " " + status, () -> status(job) == status);
    }

    /** Returns when the condition holds; an interface that does not answer yet is asked again. */
    public void await(String condition, Callable<Boolean> check) throws Exception {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!holds(check)) {
            if (System.nanoTime() > end) {
                Assertions.fail("Not within " + LIMIT.toSeconds() + " seconds: " + condition);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** What it answers. */
    public JsonNode get(String path) throws IOException {
        return send("GET", path, "");
    }

    private List<String> running() throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("end-time").asLong() < 0) {
                ids.add(job.path("jid").asText());
            }
        }
        return ids;
    }

    private static boolean holds(Callable<Boolean> check) throws Exception {
        try {
            return check.call();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isCompleted(JsonNode operation) {
        return operation.path("status").path("id").asText().equals("COMPLETED");
    }

    private int checkpoints(JobID job, String kind) throws IOException {
        return get("/jobs/" + job + "/checkpoints").path("counts").path(kind).asInt();
    }

    private JsonNode send(String method, String path, String body) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://" + host + ":" + port + path))
                        .method(
                                method,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new IOException(method + " " + path + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
