package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.ClusterRest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;

/** The packaged jar's command that goes on, in a process of its own, so that it can be ended. */
final class StreamProcess implements AutoCloseable {
    private static final String UI = "; web UI ";

    private final Process process;
    private final Path output;
    private final String sign;

    private StreamProcess(Process process, Path output, String sign) {
        this.process = process;
        this.output = output;
        this.sign = sign;
    }

    /** Starts it, and returns when its job is submitted. */
    static StreamProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws Exception {
        return startUntil(UI, directory, environment, arguments);
    }

    /**
     * Starts it, and returns when it says that it is ready.
     *
     * @param sign what it says then
     */
    static StreamProcess startUntil(
            String sign, Path directory, Map<String, String> environment, String... arguments)
            throws Exception {
        Path output = Files.createTempFile(directory, "stream", ".out");
        ProcessBuilder builder =
                new PackagedJar(directory, environment)
                        .process(List.of("-Xmx400m"), arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        StreamProcess stream = new StreamProcess(builder.start(), output, sign);
        try {
            Eventually.holds("it says '" + sign + "', or has ended", stream::isReadyOrHasEnded);
            assertThat(stream.output()).contains(sign);
        } catch (Exception | AssertionError e) {
            stream.close();
            throw e;
        }
        return stream;
    }

    /** What it has printed so far. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Where its cluster's web UI and REST interface are. */
    URI webUi() throws IOException {
        String line = output().lines().filter(each -> each.contains(UI)).findFirst().orElseThrow();
        return URI.create(line.substring(line.indexOf(UI) + UI.length()));
    }

    /** The checkpoint or savepoint that its job goes on from, as soon as it has. */
    String restoredFrom() throws Exception {
        ClusterRest rest = new ClusterRest(webUi().getHost(), webUi().getPort());
        JobID job = rest.onlyJob();
        rest.await("a restore", () -> rest.restoredCheckpoints(job) > 0);
        String path = "/jobs/" + job + "/checkpoints";
        return rest.get(path).path("latest").path("restored").path("external_path").asText();
    }

    /** The process's id. */
    long pid() {
        return process.pid();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Waits for its end. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Override
    public void close() {
        kill();
    }

    private boolean isReadyOrHasEnded() throws IOException {
        return output().contains(sign) || !process.isAlive();
    }
}
