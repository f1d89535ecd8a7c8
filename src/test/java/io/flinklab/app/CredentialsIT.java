package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.kit.ClusterRest;
import io.flinklab.kit.FreePorts;
import io.flinklab.kit.SharedS3;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.LiveModels;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A stream that has keys: they are nowhere in what can be seen of it. */
class CredentialsIT {
    private static final String KEY = "CANARYKEY48213";
    private static final String SECRET = "canary/secret+48213";

    @RegisterExtension static final SharedS3 S3 = new SharedS3();

    @TempDir Path directory;
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void shouldShowNoKeyInItsOutputItsWebUiItsMetricsOrItsFiles() throws Exception {
        PackagedJar.require();
        String bucket = S3.server().newBucket();
        LiveModels.at(new StoreLocation(bucket + "/models")).publish();
        String row = String.join("\n", CustomerText.shipped(2)) + "\nno,customer\n";
        S3.server().put(bucket + "/in/a.csv", row.getBytes(StandardCharsets.UTF_8));
        int port = FreePorts.find(1).get(0);
        List<String> seen = new ArrayList<>();
        try (StreamProcess stream =
                StreamProcess.start(
                        directory,
                        keys(S3.server().endpoint()),
                        "stream",
                        "--source",
                        bucket + "/in",
                        "--watch",
                        "1s",
                        "--sink",
                        bucket + "/out",
                        "--state",
                        bucket + "/state",
                        "--store",
                        bucket + "/models",
                        "--reload",
                        "every=200ms",
                        "--checkpoint",
                        "500ms",
                        "--prometheus",
                        Integer.toString(port))) {
            URI ui = stream.webUi();
            ClusterRest rest = new ClusterRest(ui.getHost(), ui.getPort());
            JobID job = rest.onlyJob();
            rest.await("a checkpoint", () -> rest.completedCheckpoints(job) > 0);
            for (String page : pages(rest, job)) {
                seen.add(page + ": " + get(ui.resolve(page)));
            }
            seen.add(get(URI.create("http://127.0.0.1:" + port + "/metrics")));
            stream.terminate();
            assertThat(stream.exitCode()).isZero();
            seen.add(stream.output());
        }
        for (String file : S3.server().written(bucket + "/out")) {
            // Large files are written in parts, which are queries.
            seen.add(text(bucket + "/out/" + file.replaceFirst("\\?.*", "")));
        }
        seen.add(text(bucket + "/models/v000001/manifest.json"));

        assertThat(seen).hasSizeGreaterThan(12).anyMatch(text -> text.contains("scored"));
        assertThat(seen)
                .noneMatch(text -> text.contains(KEY))
                .noneMatch(text -> text.contains(SECRET))
                .noneMatch(text -> text.contains("48213"));
    }

    @Test
    void shouldShowNoKeyWhereNobodyAnswers() throws Exception {
        PackagedJar.require();
        URI nobody = URI.create("http://127.0.0.1:" + FreePorts.find(1).get(0));

        Cli failed =
                new PackagedJar(directory, keys(nobody))
                        .run("models", "--debug", "--store", "s3://no-such-bucket/models");

        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err()).contains("s3://no-such-bucket/models", "\tat ");
        assertThat(failed.err() + failed.out()).doesNotContain("48213");
    }

    private static Map<String, String> keys(URI endpoint) {
        Map<String, String> environment = new HashMap<>();
        environment.put("AWS_ENDPOINT_URL_S3", endpoint.toString());
        environment.put("AWS_ACCESS_KEY_ID", KEY);
        environment.put("AWS_SECRET_ACCESS_KEY", SECRET);
        return environment;
    }

    private static List<String> pages(ClusterRest rest, JobID job) throws Exception {
        List<String> pages =
                new ArrayList<>(
                        List.of(
                                "/",
                                "/config",
                                "/overview",
                                "/jobs/overview",
                                "/jobmanager/config",
                                "/jobmanager/environment",
                                "/jobmanager/logs",
                                "/jobmanager/thread-dump",
                                "/taskmanagers",
                                "/jobs/" + job,
                                "/jobs/" + job + "/config",
                                "/jobs/" + job + "/plan",
                                "/jobs/" + job + "/exceptions",
                                "/jobs/" + job + "/checkpoints",
                                "/jobs/" + job + "/checkpoints/config",
                                "/jobs/" + job + "/accumulators"));
        for (JsonNode vertex : rest.get("/jobs/" + job).path("vertices")) {
            pages.add("/jobs/" + job + "/vertices/" + vertex.path("id").asText());
        }
        return pages;
    }

    private String text(String address) throws Exception {
        return new String(S3.server().get(address), StandardCharsets.UTF_8);
    }

    private String get(URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }
}
