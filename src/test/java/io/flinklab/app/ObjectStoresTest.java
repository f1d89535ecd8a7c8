package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoresTest {
    @TempDir Path directory;

    @Test
    void shouldTakeSettingsFromTheEnvironment() {
        Map<String, String> settings =
                ObjectStores.configuration(
                                Map.of(
                                        "AWS_ENDPOINT_URL", "http://general:1",
                                        "AWS_ENDPOINT_URL_S3", "http://s3:2",
                                        "AWS_ACCESS_KEY_ID", "me",
                                        "AWS_SECRET_ACCESS_KEY", "secret"))
                        .toMap();

        assertThat(settings)
                .containsEntry("s3.endpoint", "http://s3:2")
                .containsEntry("s3.path.style.access", "true")
                .containsEntry("s3.access-key", "me")
                .containsEntry("s3.secret-key", "secret")
                .containsEntry("s3.attempts.maximum", "1");
    }

    @Test
    void shouldPreferTheSettingsOfFlinksOwnFile() throws Exception {
        Files.writeString(
                directory.resolve("flink-conf.yaml"),
                "s3.endpoint: http://file:3\ns3.attempts.maximum: 9\n");

        Map<String, String> settings =
                ObjectStores.configuration(
                                Map.of(
                                        "FLINK_CONF_DIR",
                                        directory.toString(),
                                        "AWS_ENDPOINT_URL",
                                        "http://general:1"))
                        .toMap();

        assertThat(settings)
                .containsEntry("s3.endpoint", "http://file:3")
                .containsEntry("s3.attempts.maximum", "9")
                .containsEntry("s3.retry.limit", "1")
                .doesNotContainKeys("s3.path.style.access", "s3.access-key");
    }

    @Test
    void shouldLeaveAmazonsOwnServiceAsItIs() {
        assertThat(ObjectStores.configuration(Map.of()).toMap())
                .doesNotContainKeys("s3.endpoint", "s3.path.style.access", "s3.access-key");
    }
}
