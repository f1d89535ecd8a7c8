package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.SplitMix64;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.io.disk.iomanager.IOManager;
import org.apache.flink.runtime.io.disk.iomanager.IOManagerAsync;
import org.apache.flink.runtime.memory.MemoryManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows in memory of 4 KiB pages, and in files. */
class RowBucketsTest {
    private static final int PAGE = 4096;
    private static final int BUCKETS = 3;

    private final MemoryManager memory = MemoryManager.create(64L * PAGE, PAGE);
    @TempDir private Path directory;
    private IOManager files;

    @BeforeEach
    void openFiles() {
        files = new IOManagerAsync(directory.toString());
    }

    @AfterEach
    void closeFiles() throws Exception {
        files.close();
    }

    /** Some rows of a byte or two, some longer than a page. */
    private static List<String> rows(int count) {
        Random random = new Random(1);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = random.nextInt(50) == 0 ? random.nextInt(3 * PAGE) : random.nextInt(300);
            rows.add("x".repeat(length) + random.nextInt(1000));
        }
        return rows;
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.5, 1})
    void shouldGiveRowsInOneOrderHoweverTheyArrive(double share) throws Exception {
        List<String> rows = rows(3000);
        RowBuckets<String> first = held(rows, 1);
        List<String> expected = read(first);
        first.close();
        Collections.shuffle(rows, new Random(2));

        RowBuckets<String> held = held(rows, share);

        assertThat(read(held)).isEqualTo(expected).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(read(held)).isEqualTo(expected);
        held.close();
        assertThat(memory.verifyEmpty()).isTrue();
        assertThat(spillFiles()).isEmpty();
    }

    @Test
    void shouldSpillToFilesWhatMemoryDoesNotTake() throws Exception {
        RowBuckets<String> held = held(rows(3000), 0.25);

        assertThat(memory.getMemorySize() - memory.availableMemory()).isEqualTo(16L * PAGE);
        assertThat(spillFiles()).hasSize(1);
        held.close();
    }

    /** Their bytes decide then. */
    @Test
    void shouldGiveRowsOfOneHashInOneOrder() throws Exception {
        List<String> rows = new ArrayList<>(List.of("AaBB", "BBAa", "AaAa", "BBBB", "AaAa"));
        List<String> expected = read(held(rows, 1));

        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(rows, new Random(seed));
            assertThat(read(held(rows, 1))).isEqualTo(expected).hasSize(5);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldGoOnFromACheckpointBeforeAndAfterSorting(boolean sorted) throws Exception {
        RowBuckets<String> held = held(rows(500), 0.25);
        List<String> expected = read(held(rows(500), 0.25));
        if (sorted) {
            read(held);
        }
        DataOutputSerializer state = new DataOutputSerializer(PAGE);
        held.write(state, 0, 1);
        held.close();

        RowBuckets<String> restored = held(List.of(), 1);
        restored.restore(new DataInputDeserializer(state.getCopyOfBuffer()), 0, 1);

        assertThat(read(restored)).isEqualTo(expected);
    }

    @Test
    void shouldRefuseACheckpointOfAnotherParallelism() throws Exception {
        DataOutputSerializer state = new DataOutputSerializer(PAGE);
        held(rows(5), 1).write(state, 0, 1);

        assertThatThrownBy(
                        () ->
                                held(List.of(), 1)
                                        .restore(
                                                new DataInputDeserializer(state.getCopyOfBuffer()),
                                                1,
                                                2))
                .hasMessageContaining("needs the parallelism that it had");
    }

    private RowBuckets<String> held(List<String> rows, double share) throws IOException {
        RowBuckets<String> held =
                new RowBuckets<>(new Texts(), new PageStore(this, memory, share, files));
        for (String row : rows) {
            held.add(row);
        }
        return held;
    }

    private static List<String> read(RowBuckets<String> held) throws IOException {
        Texts.read.clear();
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            held.answer(bucket, new GradientRequest());
        }
        return List.copyOf(Texts.read);
    }

    private List<Path> spillFiles() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Rows that are texts. */
    private static final class Texts implements RoundWorker<String> {
        private static final long serialVersionUID = 1;
        private static final List<String> read = new ArrayList<>();

        @Override
        public int buckets() {
            return BUCKETS;
        }

        @Override
        public long hash(String row) {
            return SplitMix64.mixed(row.hashCode());
        }

        @Override
        public void write(String row, DataOutputView out) throws IOException {
            out.writeUTF(row);
        }

        @Override
        public String read(String reuse, DataInputView in) throws IOException {
            return in.readUTF();
        }

        @Override
        public Bucket bucket(Rows<String> rows) {
            return (request, sums) -> rows.forEach(read::add);
        }
    }
}
