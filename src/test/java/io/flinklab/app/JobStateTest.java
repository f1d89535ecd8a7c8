package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.DataException;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStateTest {
    private static final FileTime ONE_SECOND = FileTime.fromMillis(1_700_000_000_000L);

    @TempDir Path directory;

    @Test
    void shouldBeEmptyBeforeTheFirstCheckpoint() throws Exception {
        assertThat(state().newest()).isEmpty();
        Files.createDirectories(directory.resolve("checkpoints/job/chk-1"));
        assertThat(state().newest()).isEmpty();
    }

    @Test
    void shouldFindTheSavepointThatEndedAJobThoughItsTimeIsThatOfTheLastCheckpoint()
            throws Exception {
        write("checkpoints/job/chk-9", 9);
        write("checkpoints/job/chk-13", 13);
        write("savepoints/savepoint-abc", 14);

        assertThat(state().newest()).get().asString().endsWith("savepoints/savepoint-abc");
    }

    @Test
    void shouldFindTheCheckpointOfALaterRun() throws Exception {
        write("savepoints/savepoint-abc", 14);
        write("checkpoints/later/chk-15", 15);

        assertThat(state().newest()).get().asString().endsWith("checkpoints/later/chk-15");
    }

    @Test
    void shouldPassOverACheckpointThatWasCutOff() throws Exception {
        write("checkpoints/job/chk-1", 1);
        Path cutOff = write("checkpoints/job/chk-2", 2);
        byte[] whole = Files.readAllBytes(cutOff);
        for (int length : new int[] {0, 3, whole.length - 1}) {
            Files.write(cutOff, Arrays.copyOf(whole, length));

            assertThat(state().newest()).get().asString().endsWith("chk-1");
        }
    }

    @Test
    void shouldPassOverACheckpointWhoseMetadataIsNoMore() throws Exception {
        write("checkpoints/job/chk-1", 1);
        Path damaged = write("checkpoints/job/chk-2", 2);
        for (byte[] content : List.of(new byte[500], new byte[] {1, 2, 3, 4, 5, 6, 7, 8})) {
            Files.write(damaged, content);

            assertThat(state().newest()).get().asString().endsWith("chk-1");
        }
    }

    @Test
    void shouldRefuseWhereNoCheckpointIsWhole() throws Exception {
        Files.write(write("checkpoints/job/chk-2", 2), new byte[0]);

        assertThatThrownBy(() -> state().newest())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("chk-2")
                .hasMessageContaining("--state");
    }

    private JobState state() {
        return new JobState(directory.toString());
    }

    private Path write(String name, long number) throws IOException {
        Path metadata = Files.createDirectories(directory.resolve(name)).resolve("_metadata");
        try (DataOutputStream file = new DataOutputStream(Files.newOutputStream(metadata))) {
            Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(number, List.of(), List.of()), file);
        }
        return Files.setLastModifiedTime(metadata, ONE_SECOND);
    }
}
