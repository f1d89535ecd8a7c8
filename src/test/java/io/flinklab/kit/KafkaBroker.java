package io.flinklab.kit;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka broker of a test's own: a process that can be stopped, killed and started again. */
public final class KafkaBroker implements AutoCloseable {
    private static final Path JARS = Path.of("target", "kafka", "lib");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path directory;
    private final int port;
    private final int controllerPort;
    private Process process;

    private KafkaBroker(Path directory, int port, int controllerPort) {
        this.directory = directory;
        this.port = port;
        this.controllerPort = controllerPort;
    }

    /**
     * Starts a broker without topics, and returns when it answers. Skips the calling test where
     * Kafka's jars are not there.
     */
    public static KafkaBroker start() throws Exception {
        if (!Files.isDirectory(JARS)) {
            String missing =
                    "SKIPPED: needs Kafka in %s; run `make target/kafka/.fetched`"
                            .formatted(JARS.toAbsolutePath());
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(JARS).withFailMessage(missing).isDirectory();
        }
        List<Integer> ports = FreePorts.find(2);
        KafkaBroker broker =
                new KafkaBroker(
                        Files.createTempDirectory("flink-ml-lab-kafka"),
                        ports.get(0),
                        ports.get(1));
        broker.restart();
        return broker;
    }

    /** {@code host:port}. */
    public String servers() {
        return "127.0.0.1:" + port;
    }

    /** Makes a topic, replicated once. */
    public void createTopic(String name, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1))).all().get();
        }
    }

    /** Ends the process in order, as an operator would. */
    public void stop() {
        process.destroy();
        process.onExit().join();
    }

    /** Ends the process at once, as a power cut would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Starts the process where there is none, with the same ports and data. */
    public void restart() throws Exception {
        process =
                new ProcessBuilder(
                                "sh",
                                "environment/kafka/kafka.sh",
                                "run",
                                directory.toString(),
                                Integer.toString(port),
                                Integer.toString(controllerPort))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        directory.resolve("broker.log").toFile()))
                        .start();
        try (Admin admin = admin()) {
            admin.listTopics().names().get();
        } catch (ExecutionException e) {
            String log = Files.readString(directory.resolve("broker.log"));
            close();
            throw new IllegalStateException("The broker does not answer; its log:\n" + log, e);
        }
    }

    /** The process's id. */
    public long pid() {
        return process.pid();
    }

    /** Ends the process and removes its data. */
    @Override
    public void close() throws IOException {
        kill();
        FileUtils.deleteDirectory(directory.toFile());
    }

    Admin admin() {
        return Admin.create(
                Map.of(
                        "bootstrap.servers",
                        servers(),
                        "default.api.timeout.ms",
                        Math.toIntExact(LIMIT.toMillis())));
    }
}
