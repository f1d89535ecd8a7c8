package io.flinklab.store.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {
    @TempDir Path directory;

    @Test
    void shouldTakePathsAndFileAddressesForDirectories() throws Exception {
        Path store = Files.createDirectory(directory.resolve("a store: 100 %"));

        for (StoreLocation location :
                new StoreLocation[] {
                    StoreLocation.of(store),
                    new StoreLocation(store.toString()),
                    new StoreLocation(store.toUri().toString())
                }) {
            assertThat(location.isRemote()).isFalse();
            assertThat(location.open().root()).isEqualTo(store);
        }
        assertThat(new StoreLocation("models").open().root()).isEqualTo(Path.of("models"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket", "s3://bucket/some/models", "hdfs://host:9000/models"})
    void shouldTakeOtherAddressesForFlinksFileSystems(String text) {
        StoreLocation location = new StoreLocation(text);

        assertThat(location.isRemote()).isTrue();
        assertThat(location.open().where()).isEqualTo(text);
        assertThatThrownBy(() -> location.open().root()).hasMessageContaining(text);
    }

    @Test
    void shouldSayWhichSchemeNobodyKnows() {
        assertThatThrownBy(() -> new StoreLocation("gopher://hole/models").open().open())
                .hasMessageContainingAll(
                        "gopher://hole/models", "no file system for such an address");
    }

    @Test
    void shouldTravelWithAJob() throws Exception {
        StoreLocation location = new StoreLocation("s3://bucket/models");

        assertThat(InstantiationUtil.clone(location)).isEqualTo(location);
    }

    @Test
    void shouldRefuseAnEmptyText() {
        assertThatThrownBy(() -> new StoreLocation(" "))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
