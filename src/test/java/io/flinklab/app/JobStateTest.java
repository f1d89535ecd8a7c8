package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.JobState.Resumption;
import io.flinklab.data.DataException;
import io.flinklab.streaming.kafka.TopicEnds;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobStateTest {
    private static final FileTime ONE_SECOND = FileTime.fromMillis(1_700_000_000_000L);

    private static final FileTime LATER = FileTime.fromMillis(1_700_000_009_000L);
    private static final StreamNote NOTE =
            new StreamNote(
                    "file:/in", "none", "out", "bad", Map.of(), false, true, TopicEnds.none(), 0);

    @TempDir Path directory;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void note() throws Exception {
        state().write(NOTE);
    }

    @Test
    void shouldBeEmptyBeforeTheFirstCheckpoint() throws Exception {
        assertThat(newest()).isEmpty();
        Files.createDirectories(directory.resolve("checkpoints/job/chk-1"));
        assertThat(newest()).isEmpty();
    }

    @Test
    void shouldFindTheSavepointThatEndedAJobThoughItsTimeIsThatOfTheLastCheckpoint()
            throws Exception {
        write("checkpoints/job/chk-9", 9);
        write("checkpoints/job/chk-13", 13);
        write("savepoints/savepoint-abc", 14);

        assertThat(newest()).get().asString().endsWith("savepoints/savepoint-abc");
    }

    @Test
    void shouldFindTheCheckpointOfALaterRun() throws Exception {
        write("savepoints/savepoint-abc", 14);
        write("checkpoints/later/chk-15", 15);

        assertThat(newest()).get().asString().endsWith("checkpoints/later/chk-15");
    }

    @Test
    void shouldPassOverACheckpointThatWasCutOff() throws Exception {
        write("checkpoints/job/chk-1", 1);
        Path cutOff = write("checkpoints/job/chk-2", 2);
        byte[] whole = Files.readAllBytes(cutOff);
        for (int length : new int[] {0, 3, whole.length - 1}) {
            Files.write(cutOff, Arrays.copyOf(whole, length));

            assertThat(newest()).get().asString().endsWith("chk-1");
        }
    }

    @Test
    void shouldPassOverACheckpointWhoseMetadataIsNoMore() throws Exception {
        write("checkpoints/job/chk-1", 1);
        Path damaged = write("checkpoints/job/chk-2", 2);
        for (byte[] content : List.of(new byte[500], new byte[] {1, 2, 3, 4, 5, 6, 7, 8})) {
            Files.write(damaged, content);

            assertThat(newest()).get().asString().endsWith("chk-1");
        }
    }

    @Test
    void shouldRefuseWhereNoCheckpointIsWhole() throws Exception {
        Files.write(write("checkpoints/job/chk-2", 2), new byte[0]);

        assertThatThrownBy(this::newest)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("chk-2")
                .hasMessageContaining("--state");
    }

    @Test
    void shouldTellThatItGoesOnFromAnOlderCheckpoint() throws Exception {
        Path older = write("checkpoints/job/chk-1", 1);
        Files.write(write("checkpoints/job/chk-2", 2), new byte[0]);
        assertThat(newest()).isPresent();

        assertThat(told)
                .singleElement()
                .asString()
                .contains("chk-2 is damaged", "goes on from an older one", "chk-1", "once more");
        assertThat(older).exists();
    }

    @Test
    void shouldNotTellOfDamageThatIsOlderThanWhatItGoesOnFrom() throws Exception {
        Path damaged = Files.write(write("checkpoints/job/chk-2", 2), new byte[0]);
        Files.setLastModifiedTime(damaged, ONE_SECOND);
        Files.setLastModifiedTime(write("checkpoints/job/chk-3", 3), LATER);

        assertThat(newest()).get().asString().endsWith("chk-3");
        assertThat(told).isEmpty();
    }

    @Test
    void shouldTellThatTheLastCheckpointIsMissing() throws Exception {
        write("checkpoints/job/chk-1", 1);
        state().write(NOTE.at(2));

        assertThat(newest()).get().asString().endsWith("chk-1");
        assertThat(told).singleElement().asString().contains("checkpoint 2 is missing", "chk-1");
    }

    @Test
    void shouldRefuseWhereAllCheckpointsAreMissing() throws Exception {
        state().write(NOTE.at(2));

        assertThatThrownBy(this::newest)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("has lost its checkpoints: expected number 2")
                .hasMessageContaining("To begin anew");
    }

    @Test
    void shouldRefuseACheckpointWithoutAFileThatItNames() throws Exception {
        Path file = Files.write(directory.resolve("operator-state"), new byte[10]);
        write("checkpoints/job/chk-1", 1, file, 10);
        assertThat(newest()).isPresent();

        write("checkpoints/job/chk-1", 1, file, 11);
        assertThatThrownBy(this::newest)
                .hasMessageContaining("expected 11 bytes in operator-state, found 10");
        Files.delete(file);
        assertThatThrownBy(this::newest).hasMessageContaining("operator-state is missing");
    }

    @Test
    void shouldRefuseStateOfAnotherStreamInWordsOfTheOptions() throws Exception {
        write("checkpoints/job/chk-1", 1);

        refuses(
                new StreamNote(
                        "file:/b",
                        "none",
                        "out",
                        "bad",
                        Map.of(),
                        false,
                        true,
                        TopicEnds.none(),
                        0),
                "--source file:/in, found");
        refuses(
                new StreamNote(
                        "file:/in", "none", "x", "bad", Map.of(), false, true, TopicEnds.none(), 0),
                "--sink out, found x");
        refuses(
                new StreamNote(
                        "file:/in", "none", "out", "x", Map.of(), false, true, TopicEnds.none(), 0),
                "--rejects bad, found x");
        state().write(
                        new StreamNote(
                                "file:/in",
                                "none",
                                "out",
                                "bad",
                                Map.of(),
                                true,
                                false,
                                TopicEnds.none(),
                                0));
        refuses(NOTE, "Expected --service, found --store");
    }

    @Test
    void shouldGoOnWithoutWhatTheStreamDoesNotNeed() throws Exception {
        write("checkpoints/job/chk-1", 1);
        StreamNote still =
                new StreamNote(
                        "file:/in",
                        "none",
                        "out",
                        "bad",
                        Map.of(),
                        false,
                        false,
                        TopicEnds.none(),
                        0);

        assertThat(state().resume(NOTE, told::add)).get().matches(from -> !from.hasMore());
        Resumption from = state().resume(still, told::add).orElseThrow();
        assertThat(from.hasMore()).isTrue();
        // Before its own first checkpoint, the state stays that of the stream before.
        state().write(from.note());
        assertThat(state().resume(still, told::add)).get().matches(Resumption::hasMore);
    }

    @Test
    void shouldGoOnWithMoreAndLessThatIsWrittenButNotToAnotherPlace() throws Exception {
        write("checkpoints/job/chk-1", 1);
        StreamNote alarms = alarms("there");
        assertThat(state().resume(alarms, told::add)).get().matches(from -> !from.hasMore());

        state().write(alarms);
        Resumption from = state().resume(NOTE, told::add).orElseThrow();
        assertThat(from.hasMore()).isTrue();
        assertThat(from.note()).isEqualTo(alarms.at(1));
        refuses(alarms("elsewhere"), "--alarms there, found elsewhere");
    }

    private static StreamNote alarms(String place) {
        return new StreamNote(
                NOTE.source(),
                NOTE.labels(),
                NOTE.scores(),
                NOTE.rejects(),
                Map.of("--alarms", place),
                NOTE.service(),
                NOTE.reload(),
                NOTE.ends(),
                NOTE.checkpoint());
    }

    @Test
    void shouldRefuseWhatAnEarlierVersionWrote() throws Exception {
        write("checkpoints/job/chk-1", 1);
        Files.delete(directory.resolve("stream.properties"));

        assertThatThrownBy(this::newest)
                .hasMessageContaining("without the note stream.properties, as those of an earlier");
    }

    @Test
    void shouldRefuseANoteThatSaysNothing() throws Exception {
        write("checkpoints/job/chk-1", 1);
        Files.write(directory.resolve("stream.properties"), new byte[100]);

        assertThatThrownBy(this::newest)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("stream.properties");
    }

    private void refuses(StreamNote note, String words) {
        assertThatThrownBy(() -> state().resume(note, told::add))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("another --state");
    }

    private Optional<String> newest() {
        return state().resume(NOTE, told::add).map(Resumption::directory);
    }

    private JobState state() {
        return new JobState(directory.toString());
    }

    private Path write(String name, long number) throws IOException {
        return write(name, new CheckpointMetadata(number, List.of(), List.of()));
    }

    private void write(String name, long number, Path file, long size) throws IOException {
        OperatorState operator = new OperatorState(new OperatorID(), 1, 1);
        operator.putState(
                0,
                OperatorSubtaskState.builder()
                        .setManagedOperatorState(
                                new OperatorStreamStateHandle(
                                        Map.of(),
                                        new FileStateHandle(
                                                new org.apache.flink.core.fs.Path(file.toUri()),
                                                size)))
                        .build());
        write(name, new CheckpointMetadata(number, List.of(operator), List.of()));
    }

    private Path write(String name, CheckpointMetadata content) throws IOException {
        Path metadata = Files.createDirectories(directory.resolve(name)).resolve("_metadata");
        try (DataOutputStream file = new DataOutputStream(Files.newOutputStream(metadata))) {
            Checkpoints.storeCheckpointMetadata(content, file);
        }
        return Files.setLastModifiedTime(metadata, ONE_SECOND);
    }
}
