package io.flinklab.streaming;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.app.Eventually;
import io.flinklab.kit.FreePorts;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** HAProxy with the configuration that we ship, before a blue and a green service. */
public final class Balancer implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("environment/haproxy.cfg");

    private final Process process;
    private final URI uri;
    private final Path socket;

    private Balancer(Process process, URI uri, Path socket) {
        this.process = process;
        this.uri = uri;
        this.socket = socket;
    }

    /** Whether this machine has HAProxy. */
    public static boolean isInstalled() {
        return Stream.of((System.getenv("PATH") + ":/usr/sbin").split(":"))
                .anyMatch(directory -> Path.of(directory, "haproxy").toFile().canExecute());
    }

    /** Skips the calling test where it is not. */
    static void require() {
        if (!isInstalled()) {
            String missing = "SKIPPED: needs HAProxy; Debian: apt-get install haproxy";
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(isInstalled()).withFailMessage(missing).isTrue();
        }
    }

    public static Balancer start(URI blue, URI green, Path directory) throws Exception {
        String address = "127.0.0.1:" + FreePorts.find(1).get(0);
        Path socket = directory.resolve("admin");
        ProcessBuilder builder =
                new ProcessBuilder("haproxy", "-db", "-q", "-f", CONFIGURATION.toString());
        builder.environment()
                .putAll(
                        Map.of(
                                "PATH",
                                System.getenv("PATH") + ":/usr/sbin",
                                "BALANCER",
                                address,
                                "BLUE",
                                blue.getAuthority(),
                                "GREEN",
                                green.getAuthority(),
                                "ADMIN_SOCKET",
                                socket.toString()));
        Process process =
                builder.redirectErrorStream(true)
                        .redirectOutput(directory.resolve("haproxy.log").toFile())
                        .start();
        Balancer balancer = new Balancer(process, URI.create("http://" + address), socket);
        try {
            Eventually.holds("the balancer is up", balancer::isUp);
        } catch (Exception | AssertionError e) {
            balancer.close();
            throw e;
        }
        return balancer;
    }

    public URI uri() {
        return uri;
    }

    /** Sends requests to this service too, once it says that it is ready. */
    public void use(String service) throws IOException {
        command("set server scoring/" + service + " state ready");
    }

    /** Sends no more requests to this service. */
    public void drain(String service) throws IOException {
        command("set server scoring/" + service + " state drain");
    }

    /** Whether the service answers the balancer's checks, drained or not. */
    public boolean finds(String service) throws IOException {
        return command("show stat")
                .lines()
                .filter(line -> line.startsWith("scoring," + service + ","))
                .anyMatch(line -> line.contains(",UP,") || line.contains(",DRAIN,"));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private boolean isUp() throws IOException {
        HttpURLConnection call = (HttpURLConnection) uri.resolve("/ready").toURL().openConnection();
        try {
            return call.getResponseCode() == 200;
        } catch (IOException notYet) {
            return false;
        } finally {
            call.disconnect();
        }
    }

    private String command(String command) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
            ByteBuffer answer = ByteBuffer.allocate(1 << 16);
            while (channel.read(answer) >= 0 && answer.hasRemaining()) {
                // HAProxy closes behind its answer.
            }
            return new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII);
        }
    }
}
