package io.flinklab.lesson;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;

/**
 * A Flink cluster of three processes on this machine, a job manager and two task managers, which a
 * lesson starts, of which it kills one, and which it ends.
 */
public final class LocalCluster {
    private static final String SCRIPT = "environment/cluster/cluster.sh";
    private static final String DISTRIBUTION = ".venv/flink/lib";
    private static final String JOB_JAR = "target/flink-ml-lab-job.jar";
    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int LOWEST_PORT = 10_000;
    private static final int LOWEST_OUTGOING = 32_768;
    private static final long LIMIT_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Path project;
    private final Path directory;
    private final int port;

    private LocalCluster(Path project, Path directory, int port) {
        this.project = project;
        this.directory = directory;
        this.port = port;
    }

    /**
     * Starts one, and returns when its task managers are there; empty where the jars of Flink's
     * distribution are not, which {@code make cluster} gets.
     *
     * @param project the project's directory
     * @param directory where the cluster keeps what it makes
     */
    public static Optional<LocalCluster> start(Path project, Path directory)
            throws IOException, InterruptedException {
        if (!Files.isDirectory(project.resolve(DISTRIBUTION))) {
            return Optional.empty();
        }
        LocalCluster cluster =
                new LocalCluster(project.toAbsolutePath(), directory.toAbsolutePath(), freePort());
        cluster.run("stop");
        cluster.run("start", Integer.toString(cluster.port), Integer.toString(freePort()));
        return Optional.of(cluster);
    }

    /** The port of its REST interface and its web UI, at 127.0.0.1. */
    public int port() {
        return port;
    }

    /** The jar that a job takes along. */
    public String jobJar() {
        return project.resolve(JOB_JAR).toString();
    }

    /**
     * Flink's settings of a job that takes a checkpoint twice a second, and after a failure goes on
     * from the last one.
     */
    public Configuration goingOn() {
        Configuration settings = new Configuration();
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                directory.resolve("checkpoints").toUri().toString());
        settings.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, OFTEN);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        return settings;
    }

    /**
     * Waits for a training, kills a task manager amid its iterations, after a checkpoint, and waits
     * until the job was restored: beside the thread that trains.
     *
     * @return what happened, in a sentence
     */
    public CompletableFuture<String> loseOneAmidTraining() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return loseOne();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                });
    }

    private String loseOne() throws Exception {
        String job = "/jobs/" + await("a running job", this::running);
        await("the first iteration", () -> hasBegun(get(job)));
        int kept = completed(job);
        await("a checkpoint", () -> completed(job) > kept);
        long process = Long.parseLong(Files.readAllLines(directory.resolve("pids")).get(1));
        ProcessHandle taskManager = ProcessHandle.of(process).orElseThrow();
        taskManager.destroyForcibly();
        taskManager.onExit().join();
        await(
                "a restore",
                () -> get(job + "/checkpoints").path("counts").path("restored").asInt() > 0);
        return "task-manager-1 was killed amid the iterations; the job went on from a checkpoint";
    }

    private String running() throws IOException {
        for (JsonNode job : get("/jobs").path("jobs")) {
            if (job.path("status").asText().equals("RUNNING")) {
                return job.path("id").asText();
            }
        }
        return null;
    }

    private static boolean hasBegun(JsonNode job) {
        for (JsonNode vertex : job.path("vertices")) {
            if (vertex.path("name").asText().equals("solve")) {
                return vertex.path("metrics").path("write-records").asInt() > 0;
            }
        }
        return false;
    }

    private int completed(String job) throws IOException {
        return get(job + "/checkpoints").path("counts").path("completed").asInt();
    }

    private JsonNode get(String path) throws IOException {
        return new ObjectMapper().readTree(URI.create("http://127.0.0.1:" + port + path).toURL());
    }

    /** The first value that is neither null nor false. */
    private static <T> T await(String what, Callable<T> value) throws Exception {
        long end = System.nanoTime() + LIMIT_NANOS;
        while (System.nanoTime() < end) {
            T found = value.call();
            if (found != null && !found.equals(false)) {
                return found;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IllegalStateException("Expected " + what + " within two minutes; found none.");
    }

    private void run(String command, String... ports) throws IOException, InterruptedException {
        Path log = Files.createTempFile("flink-ml-lab-cluster", ".log");
        List<String> arguments = new ArrayList<>(List.of("sh", SCRIPT, command));
        arguments.add(directory.toString());
        arguments.addAll(List.of(ports));
        Process script =
                new ProcessBuilder(arguments)
                        .directory(project.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        int exit = script.waitFor();
        String said = Files.readString(log, StandardCharsets.UTF_8);
        Files.delete(log);
        if (exit != 0) {
            throw new IllegalStateException("The cluster did not " + command + ": " + said);
        }
    }

    /**
     * A port of the loopback interface that nobody listens on, for a server that starts later.
     * Below those that systems give to outgoing connections (from 32768 in Linux): such a
     * connection may have taken it by then, and a client that calls before the server is there may
     * even find itself.
     */
    public static int freePort() {
        return ThreadLocalRandom.current()
                .ints(LOWEST_PORT, LOWEST_OUTGOING)
                .filter(LocalCluster::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Ends its processes. */
    public void stop() throws IOException, InterruptedException {
        run("stop");
    }
}
