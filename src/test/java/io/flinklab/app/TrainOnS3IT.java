package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.kit.FlinkCluster;
import io.flinklab.kit.SharedS3;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.core.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A training on a cluster that shares no directory with who submits it, only an object store. */
class TrainOnS3IT {
    @RegisterExtension static final SharedS3 S3 = new SharedS3();

    @TempDir java.nio.file.Path directory;

    @Test
    void shouldReadPublishAndKeepCheckpointsThere() throws Exception {
        PackagedJar.require();
        String bucket = S3.server().newBucket();
        S3.server().put(bucket + "/rows/churn.csv", Files.readAllBytes(TestData.SHIPPED.file()));
        String[] training = {
            "train",
            "--plan",
            "converged",
            "--parallelism",
            "2",
            "--json",
            "--data",
            bucket + "/rows"
        };
        PackagedJar jar = new PackagedJar(directory, S3.server().environment());
        JsonNode here = jar.run(with(training, "--store", "here")).succeeds().json();
        Map<String, String> settings =
                Map.of(
                        "s3.endpoint", S3.server().endpoint().toString(),
                        "s3.access-key", "anyone",
                        "s3.secret-key", "anything",
                        "s3.path.style.access", "true");
        try (FlinkCluster cluster = FlinkCluster.start(1, 2, settings)) {
            JsonNode there =
                    jar.run(
                                    with(
                                            training,
                                            "--store",
                                            bucket + "/models",
                                            "--cluster",
                                            "127.0.0.1:" + cluster.rest().port(),
                                            "--store-every",
                                            "1",
                                            "--checkpoint",
                                            "500ms",
                                            "--state",
                                            bucket + "/state"))
                            .succeeds()
                            .json();

            assertThat(there.get("modelPath").asText()).isEqualTo(bucket + "/models/v000001");
            assertThat(there.get("modelSha256")).isEqualTo(here.get("modelSha256"));
            Path models = new Path(bucket + "/models");
            assertThat(models.getFileSystem().listStatus(models))
                    .extracting(each -> each.getPath().getName())
                    .noneMatch(
                            name -> name.startsWith(".training-") || name.contains("unfinished"));
        }
    }

    private static String[] with(String[] training, String... more) {
        return Stream.concat(Stream.of(training), Stream.of(more)).toArray(String[]::new);
    }
}
