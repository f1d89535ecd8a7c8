package io.flinklab.data.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlinkPathTest {
    @TempDir Path directory;

    /** A path's own URI ends with a slash where a directory is there. */
    @Test
    void shouldNameADirectoryWhetherOrNotItIsThere() throws IOException {
        Path there = Files.createDirectory(directory.resolve("bank customers 100%"));
        Files.createFile(there.resolve("rows.csv"));

        assertThat(FlinkPath.name(there.toString())).isEqualTo("bank customers 100%");
        assertThat(FlinkPath.name(there + "/")).isEqualTo("bank customers 100%");
        assertThat(FlinkPath.name(there + "/.")).isEqualTo("bank customers 100%");
        assertThat(FlinkPath.name("file:" + there + "/")).isEqualTo("bank customers 100%");
        assertThat(FlinkPath.name(there.resolve("rows.csv").toString())).isEqualTo("rows.csv");
        assertThat(FlinkPath.name(directory + "/later")).isEqualTo("later");
        assertThat(FlinkPath.name(there + "/..")).isEqualTo(directory.getFileName().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/customers, customers",
        "s3://bucket/customers/, customers",
        "s3://bucket/2024/customers.csv, customers.csv",
        "s3://bucket, bucket",
        "s3://bucket/, bucket",
        "file:///, /",
        "/, /"
    })
    void shouldNameWhatAnAddressLeadsTo(String address, String name) {
        assertThat(FlinkPath.name(address)).isEqualTo(name);
    }

    @Test
    void shouldGiveFlinkTheSamePathWhetherOrNotADirectoryIsThere() throws IOException {
        String name = directory.resolve("a b%20c").toString();
        String before = FlinkPath.of(name).toString();

        Files.createDirectory(Path.of(name));

        assertThat(FlinkPath.of(name)).hasToString(before);
        assertThat(FlinkPath.of(name).getPath()).isEqualTo(name);
        assertThat(FlinkPath.of(name).getFileSystem().exists(FlinkPath.of(name))).isTrue();
    }
}
