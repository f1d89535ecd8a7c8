package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IoFailureTest {
    private static final String CURE = "Check it.";

    @Test
    void shouldSayInWordsWhatAFileSystemReports() {
        assertThat(reason(new NoSuchFileException("/proc/x"))).isEqualTo("there is no /proc/x");
        assertThat(reason(new AccessDeniedException("/a"))).isEqualTo("permission denied for /a");
        assertThat(reason(new FileAlreadyExistsException("/a"))).isEqualTo("/a is no directory");
        assertThat(reason(new FileSystemException("/a/b", null, "Not a directory")))
                .isEqualTo("Not a directory");
        assertThat(reason(new IOException("it is cut off"))).isEqualTo("it is cut off");
        assertThat(reason(new ConnectException("to java.net.SocketException: h:9 refused")))
                .isEqualTo("ConnectException: to SocketException: h:9 refused");
        assertThat(IoFailure.of(new IOException("it is cut off"), CURE).cure()).isEqualTo(CURE);
    }

    /** As Hadoop's S3 client reports it, in Flink's plugin. */
    @Test
    void shouldNameTheKeysThatAreMissing() {
        String found =
                "s3://b/rows: org.apache.hadoop.fs.s3a.auth.NoAuthWithAWSException: No AWS"
                        + " Credentials provided by DynamicTemporaryAWSCredentialsProvider";

        DataException told =
                DataException.unreadable(
                        "s3://b/rows", new AccessDeniedException("s3://b/rows", null, found));

        assertThat(told)
                .hasMessage(
                        "s3://b/rows cannot be read: no keys to it were given."
                                + " Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hdfs://h/rows", "kafak://h:1/rows"})
    void shouldSayThatFlinkHasNoFileSystem(String address) {
        assertThatThrownBy(() -> Dataset.read(Churn.SCHEMA, address, Labels.REQUIRED))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        address + " cannot be read: Flink finds no file system for such an address")
                .hasMessageContaining("FLINK_PLUGINS_DIR")
                .hasMessageNotContainingAny("Exception", "permissions");
    }

    private static String reason(IOException failure) {
        return IoFailure.of(failure, CURE).reason();
    }
}
