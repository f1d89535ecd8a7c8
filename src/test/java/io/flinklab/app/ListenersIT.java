package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.kit.FreePorts;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.kit.ListeningSockets;
import io.flinklab.streaming.LiveModels;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who can reach a command: the sockets on which its process listens while it runs. */
class ListenersIT {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    @TempDir Path directory;

    @BeforeEach
    void requireTheJar() {
        PackagedJar.require();
        ListeningSockets.require();
    }

    /** Of the commands that end, those that start a cluster: each starts the same one. */
    @Test
    void shouldListenOnLoopbackAloneInCommandsThatEnd() throws Exception {
        Cli.run("generate", "--rows", 500, "--out", directory.resolve("churn.csv")).succeeds();
        Set<InetSocketAddress> training = run("train", "--data", "churn.csv", "--store", "models");
        run("stream", "--source", "churn.csv", "--store", "models", "--sink", "table");

        assertThat(training).as("what listens was looked for while it did").isNotEmpty();
    }

    @Test
    void shouldListenOnLoopbackAloneWhileItStreamsAndServes() throws Exception {
        LiveModels.in(directory.resolve("models")).publish();
        Files.createDirectories(directory.resolve("in"));
        int port = FreePorts.find(1).get(0);
        try (StreamProcess stream = watch("--prometheus", Integer.toString(port));
                ServeProcess service =
                        ServeProcess.start("--store", directory.resolve("models"), "--port", "0")) {
            assertThat(ListeningSockets.of(stream.pid()))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .anyMatch(socket -> socket.getPort() == port)
                    .allMatch(socket -> socket.getAddress().isLoopbackAddress());
            assertThat(ListeningSockets.of(service.pid()))
                    .isNotEmpty()
                    .allMatch(socket -> socket.getAddress().isLoopbackAddress());
        }
    }

    @Test
    void shouldListenOnLoopbackAloneWhileItStreamsFromKafkaWhichDoesSoToo() throws Exception {
        LiveModels.in(directory.resolve("models")).publish();
        try (KafkaBroker broker = KafkaBroker.start()) {
            for (String topic : List.of("customers", "scores", "scores-rejects")) {
                broker.createTopic(topic, 1);
            }
            String kafka = "kafka://" + broker.servers();
            try (StreamProcess stream =
                    StreamProcess.start(
                            directory,
                            Map.of(),
                            "stream",
                            "--source",
                            kafka + "/customers",
                            "--sink",
                            kafka + "/scores",
                            "--store",
                            "models")) {
                assertThat(ListeningSockets.of(stream.pid()))
                        .isNotEmpty()
                        .allMatch(socket -> socket.getAddress().isLoopbackAddress());
            }
            assertThat(ListeningSockets.of(broker.pid()))
                    .hasSize(2)
                    .allMatch(socket -> socket.getAddress().isLoopbackAddress());
        }
    }

    @Test
    void shouldServeMetricsElsewhereWhereToldSo() throws Exception {
        LiveModels.in(directory.resolve("models")).publish();
        Files.createDirectories(directory.resolve("in"));
        int port = FreePorts.find(1).get(0);
        try (StreamProcess stream = watch("--prometheus", "0.0.0.0:" + port)) {
            assertThat(ListeningSockets.of(stream.pid()))
                    .filteredOn(socket -> !socket.getAddress().isLoopbackAddress())
                    .extracting(InetSocketAddress::getPort)
                    .containsExactly(port);
        }
    }

    private StreamProcess watch(String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "stream",
                                "--source",
                                "in",
                                "--watch",
                                "1s",
                                "--sink",
                                "out",
                                "--store",
                                "models"));
        arguments.addAll(List.of(more));
        return StreamProcess.start(directory, Map.of(), arguments.toArray(String[]::new));
    }

    /** Runs the command to its end, and gives every socket on which it was seen to listen. */
    private Set<InetSocketAddress> run(String... arguments) throws Exception {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process =
                new PackagedJar(directory, Map.of())
                        .process(List.of(), arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        Set<InetSocketAddress> seen = new HashSet<>();
        while (process.isAlive()) {
            seen.addAll(ListeningSockets.of(process.pid()));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(seen)
                .as(String.join(" ", arguments))
                .allMatch(socket -> socket.getAddress().isLoopbackAddress());
        return seen;
    }
}
