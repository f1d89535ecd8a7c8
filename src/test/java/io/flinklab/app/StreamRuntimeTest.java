package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.store.flink.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StreamRuntimeTest {
    @Test
    void shouldKeepLargeStatesWithoutADirectory() throws Exception {
        assertThat(storage())
                .isInstanceOfSatisfying(
                        JobManagerCheckpointStorage.class,
                        memory ->
                                assertThat(memory.getMaxStateSize()).isEqualTo(Integer.MAX_VALUE));
    }

    @Test
    void shouldKeepStatesInTheDirectoryThatItIsGiven(@TempDir Path directory) throws Exception {
        assertThat(storage("--state", directory.toString()))
                .isInstanceOfSatisfying(
                        FileSystemCheckpointStorage.class,
                        files ->
                                assertThat(files.getCheckpointPath().getPath())
                                        .isEqualTo(directory + "/checkpoints"));
    }

    private static CheckpointStorage storage(String... options) throws Exception {
        try (StreamRuntime runtime = new StreamRuntime()) {
            new CommandLine(runtime)
                    .registerConverter(Duration.class, OptionValues::duration)
                    .registerConverter(StoreLocation.class, StoreOptions::location)
                    .parseArgs(options);
            runtime.check(1);
            return runtime.streaming(Optional.empty()).getCheckpointConfig().getCheckpointStorage();
        }
    }
}
