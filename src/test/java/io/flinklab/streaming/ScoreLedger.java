package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.kit.WrittenRows;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Scores as they came out of a topic, and what must hold of them. */
public final class ScoreLedger {
    private static final WrittenRows JSON = new WrittenRows(ScoreRows.type(Churn.SCHEMA));

    /** One score as it was written. */
    public record Entry(
            int row, long customerId, double score, String version, String sha256, long offset) {}

    private final StreamLoad load;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Map<Integer, Integer>> counts = new TreeMap<>();

    public ScoreLedger(StreamLoad load) {
        this.load = load;
    }

    /** Adds what is new among all records read so far. */
    public void update(List<ConsumerRecord<byte[], byte[]>> records) {
        for (ConsumerRecord<byte[], byte[]> record :
                records.subList(entries.size(), records.size())) {
            Entry entry = entry(record);
            entries.add(entry);
            counts.computeIfAbsent(entry.version(), version -> new TreeMap<>())
                    .merge(load.partition(entry.row()), 1, Integer::sum);
        }
    }

    public List<Entry> entries() {
        return entries;
    }

    /** Lets {@link #has} know of nothing that is here already. */
    public void countAnew() {
        counts.clear();
    }

    /**
     * Whether a version has scored so many rows of each partition, of which one subtask reads all.
     */
    public boolean has(String version, int rows) {
        Map<Integer, Integer> counts = this.counts.getOrDefault(version, Map.of());
        return counts.size() == load.partitions()
                && counts.values().stream().allMatch(count -> count >= rows);
    }

    /** No row is missing, and none is there twice. */
    public void requireEachRowOnce() {
        Set<Integer> rows = new HashSet<>();
        List<Integer> twice = new ArrayList<>();
        entries.forEach(
                entry -> {
                    if (!rows.add(entry.row())) {
                        twice.add(entry.row());
                    }
                });
        assertThat(twice).as("rows scored twice").isEmpty();
        assertThat(rows).as("rows scored").hasSize(load.rows());
    }

    /** Each customer's scores come in the order of his rows, and never from an older version. */
    public void requireOrderWithinEachCustomer() {
        Map<Long, Entry> last = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        for (Entry entry : entries) {
            Entry before = last.put(entry.customerId(), entry);
            if (before != null
                    && (before.row() > entry.row()
                            || before.version().compareTo(entry.version()) > 0)) {
                wrong.add(before + " before " + entry);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /**
     * Each message of the input, where its writer may have doubled some, is scored once and in its
     * place.
     *
     * @param input the topic's records, those of a partition in their order
     */
    public void requireEachMessageOnce(List<ConsumerRecord<byte[], byte[]>> input) {
        Map<Integer, List<Integer>> messages =
                input.stream()
                        .map(message -> StreamLoad.row(message.timestamp()))
                        .collect(Collectors.groupingBy(load::partition));
        Map<Integer, List<Integer>> scores =
                entries.stream().map(Entry::row).collect(Collectors.groupingBy(load::partition));
        assertThat(Set.copyOf(messages.values().stream().flatMap(List::stream).toList()))
                .as("rows in the input")
                .hasSize(load.rows());
        assertThat(scores.keySet()).isEqualTo(messages.keySet());
        messages.forEach(
                (partition, rows) ->
                        assertThat(scores.get(partition))
                                .as("rows scored of partition " + partition)
                                .isEqualTo(rows));
    }

    /** In each partition, these versions have scored one after the other, and no other. */
    public void requireHistory(List<String> versions) {
        Map<Integer, List<String>> histories = new TreeMap<>();
        for (Entry entry : entries) {
            List<String> history =
                    histories.computeIfAbsent(
                            load.partition(entry.row()), none -> new ArrayList<>());
            if (history.isEmpty() || !history.get(history.size() - 1).equals(entry.version())) {
                history.add(entry.version());
            }
        }
        assertThat(histories).hasSize(load.partitions());
        assertThat(histories.values()).allSatisfy(found -> assertThat(found).isEqualTo(versions));
    }

    /** Every score is the plain scorer's, with the version and hash that it says. */
    public void requirePlainScores(ModelStore store) {
        Map<String, StoredModel> models = new HashMap<>();
        Map<String, Scorer> scorers = new HashMap<>();
        for (Entry entry : entries) {
            StoredModel model = models.computeIfAbsent(entry.version(), store::open);
            Scorer scorer = scorers.computeIfAbsent(entry.version(), version -> Scorer.of(model));
            assertThat(entry.score())
                    .isCloseTo(scorer.score(load.customer(entry.row())), within(1e-12));
            assertThat(entry.sha256()).isEqualTo(model.manifest().modelSha256());
        }
    }

    /** A version has scored at least two rows of each partition, so of each subtask. */
    public void requireTwoRowsAPartition(String version) {
        assertThat(has(version, 2)).as(version + " by partition: " + counts.get(version)).isTrue();
    }

    /** Every customer was scored by several versions, and has another score from each. */
    public void requireAnotherScoreFromEachVersion() {
        Map<Long, Map<String, Double>> scores = new HashMap<>();
        entries.forEach(
                entry ->
                        scores.computeIfAbsent(entry.customerId(), id -> new HashMap<>())
                                .put(entry.version(), entry.score()));
        assertThat(scores).isNotEmpty();
        assertThat(scores.values())
                .allSatisfy(
                        byVersion -> {
                            assertThat(byVersion).hasSizeGreaterThan(1);
                            assertThat(byVersion.values()).doesNotHaveDuplicates();
                        });
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) {
        Row row = JSON.read(record.value());
        return new Entry(
                StreamLoad.row(row.<Long>getFieldAs(5)),
                row.<Long>getFieldAs(0),
                row.<Double>getFieldAs(1),
                row.getFieldAs(3),
                row.getFieldAs(4),
                record.offset());
    }
}
