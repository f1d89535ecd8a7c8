package io.flinklab.app;

import io.flinklab.data.Dataset;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.Labels;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.TopicRecords;
import io.flinklab.streaming.kafka.TopicRows;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Labelled rows of files or of a topic that become more. Of a topic no more is kept than a window,
 * and each record is read once to be counted.
 */
final class LabelledRows {
    private final String address;
    private final Schema schema;
    private final WindowOption window;

    private Dataset files;
    private TopicRecords topic;
    private Instant since;
    private long counted;
    private SortedMap<Integer, Long> countedTo = new TreeMap<>();

    LabelledRows(String address, Schema schema, WindowOption window) {
        this.address = address;
        this.schema = schema;
        this.window = window;
    }

    /**
     * Looks how far they have come.
     *
     * @param last where they were at the last decision
     * @param alarms how many there are
     */
    RetrainProgress look(Optional<RetrainProgress> last, long alarms) {
        if (!KafkaAddress.is(address)) {
            files = DataOptions.read(schema, address, Labels.REQUIRED);
            return new RetrainProgress(
                    Instant.now(), files.examples().size(), alarms, new TreeMap<>());
        }
        topic = TopicRecords.at(address);
        SortedMap<Integer, Long> ends = topic.ends();
        long labels =
                last.isPresent()
                        ? last.get().labels() + cameSince(last.get())
                        : ends.values().stream().mapToLong(Long::longValue).sum();
        return new RetrainProgress(Instant.now(), labels, alarms, ends);
    }

    private long cameSince(RetrainProgress last) {
        if (!last.at().equals(since)) {
            since = last.at();
            countedTo = last.offsets();
            // A decision of an earlier version, or about files, says how many there were alone.
            counted = countedTo.isEmpty() ? -last.labels() : 0;
        }
        counted += topic.labelledBehind(schema, countedTo);
        countedTo = topic.ends();
        return counted;
    }

    /** The newest of those that were there at the last look. */
    LabelledData window() {
        if (files != null) {
            return LabelledData.window(address, files, window.rows(), window.newest());
        }
        TopicRows rows =
                window.time()
                        .map(time -> topic.newest(schema, window.newest(), time))
                        .orElseGet(() -> topic.newest(schema, window.rows() + window.newest()));
        long last =
                window.time()
                        .map(time -> rows.within(time.toMillis(), window.newest()))
                        .orElse(window.rows());
        return LabelledData.window(address, rows.data(), rows.oldestFirst(), last, window.newest());
    }
}
