package io.flinklab.kit;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.flinklab.app.Eventually;
import io.flinklab.app.ObjectStores;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An S3 server on the loopback interface, a process of its own: moto, which keeps everything in
 * memory and asks nobody for a key.
 */
public final class S3Server implements AutoCloseable {
    private static final Pattern ADDRESS =
            Pattern.compile("Running on (http://127\\.0\\.0\\.1:\\d+)");

    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=anyone/20260101/us-east-1/s3/aws4_request,"
                    + " SignedHeaders=host, Signature=0";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private URI endpoint;

    private S3Server(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts a server and waits until it answers; skips the calling test where there is none. */
    public static S3Server start() throws Exception {
        Path log = Files.createTempFile("s3-server", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(
                                python().toString(),
                                "-m",
                                "moto.server",
                                "-H",
                                "127.0.0.1",
                                "-p",
                                "0")
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("PYTHONUNBUFFERED", "1");
        S3Server server = new S3Server(builder.start(), log);
        try {
            Eventually.holds("the S3 server answers", server::answers);
        } catch (Exception | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** The Python that has moto: {@code make test} installs it. */
    private static Path python() {
        Path python =
                Path.of(System.getenv().getOrDefault("MOTO_PYTHON", ".venv/moto/bin/python"))
                        .toAbsolutePath();
        require(
                Files.isExecutable(python),
                "an S3 server, moto for " + python + "; make test installs it");
        require(
                Runtime.version().feature() < 24,
                "Java 23 or older, as Flink 1.18's S3 plugin does");
        return python;
    }

    private static void require(boolean there, String what) {
        if (!there) {
            String missing = "SKIPPED: needs " + what;
            // The build's own output only counts skipped tests.
            System.err.println(missing);
            assumeThat(there).withFailMessage(missing).isTrue();
        }
    }

    /** Where it answers. */
    public URI endpoint() {
        return endpoint;
    }

    /** What a process has to be given to find this server. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3", endpoint.toString(),
                "AWS_ACCESS_KEY_ID", "anyone",
                "AWS_SECRET_ACCESS_KEY", "anything");
    }

    /** Makes {@code s3:} in this process mean this server, until another is connected. */
    public void connect() {
        ObjectStores.connect(environment());
    }

    /** Makes an empty bucket and gives its address, as {@code s3://bucket}. */
    public String newBucket() throws Exception {
        String bucket = "bucket-" + UUID.randomUUID();
        put("s3://" + bucket, new byte[0]);
        return "s3://" + bucket;
    }

    /** Makes or replaces an object. */
    public void put(String address, byte[] content) throws Exception {
        send("PUT", address, content);
    }

    /** An object's content. */
    public byte[] get(String address) throws Exception {
        return send("GET", address, new byte[0]);
    }

    /** Deletes an object. */
    public void delete(String address) throws Exception {
        send("DELETE", address, new byte[0]);
    }

    /** Names of the objects that were written below an address, in the order of the writing. */
    public List<String> written(String address) throws IOException {
        String below = "\"PUT " + address.substring("s3:/".length()) + "/";
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(below))
                .map(line -> line.substring(line.indexOf(below) + below.length()))
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    /** Stops the server; what it held is gone. */
    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(log);
    }

    private byte[] send(String method, String address, byte[] content) throws Exception {
        HttpResponse<byte[]> response =
                client.send(
                        HttpRequest.newBuilder(endpoint.resolve(address.substring("s3:/".length())))
                                // An object belongs to whoever made it; any signature will do.
                                .header("Authorization", SIGNED)
                                .method(method, BodyPublishers.ofByteArray(content))
                                .build(),
                        BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(
                    method + " " + address + ": " + response + " " + new String(response.body()));
        }
        return response.body();
    }

    private boolean answers() throws IOException {
        Matcher address = ADDRESS.matcher(Files.readString(log));
        if (!process.isAlive()) {
            throw new IOException("The S3 server ended: " + Files.readString(log));
        }
        if (!address.find()) {
            return false;
        }
        endpoint = URI.create(address.group(1));
        return true;
    }
}
