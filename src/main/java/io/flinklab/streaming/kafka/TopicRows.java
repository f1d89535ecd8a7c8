package io.flinklab.streaming.kafka;

import io.flinklab.data.Dataset;
import io.flinklab.data.LeftOut;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.EventRows;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.types.Row;

/**
 * The rows of a topic's records, partition by partition, each in the order of its offsets, and
 * their times.
 *
 * @param records that were read
 * @param data its one file is the topic with the offsets that were read; its hash is that of the
 *     records' values, each behind its length
 * @param times of the examples of the data, event time in milliseconds since 1970 UTC
 * @param counts how many examples each partition has, where it has one
 */
public record TopicRows(
        TopicRecords records, Dataset data, long[] times, Map<Integer, Integer> counts) {

    /** Reads and parses them; there may be none. */
    static TopicRows read(TopicRecords records, Schema schema, Labels labels) {
        PackedExamples examples = new PackedExamples(schema);
        List<Reject> rejects = new ArrayList<>();
        MessageDigest digest = sha256();
        LongStream.Builder times = LongStream.builder();
        Map<Integer, Integer> counts = new TreeMap<>();
        TopicParser parser = new TopicParser(schema, records.topic().format());
        records.forEach(
                record -> {
                    update(digest, record.value());
                    Row event = parser.parse(record);
                    ParsedRow row =
                            labels.check(EventRows.record(event), schema, EventRows.origin(event));
                    if (row instanceof ParsedRow.Rejected rejected) {
                        rejects.add(rejected.reject());
                    } else if (row instanceof ParsedRow.Accepted accepted) {
                        examples.add(accepted.example());
                        times.add(EventRows.time(event));
                        counts.merge(record.partition(), 1, Integer::sum);
                    }
                });
        Dataset data =
                new Dataset(
                        schema,
                        examples,
                        rejects,
                        List.of(records.toString()),
                        HexFormat.of().formatHex(digest.digest()),
                        new LeftOut(records.toString()),
                        List.of());
        return new TopicRows(records, data, times.build().toArray(), counts);
    }

    /** This, if there is a record. */
    TopicRows requireSome() {
        if (data.rows() == 0) {
            throw new TopicException(
                    "Expected at least one record in %s, found none".formatted(records.topic()));
        }
        return this;
    }

    /** How many examples a partition has. */
    int of(int partition) {
        return counts.getOrDefault(partition, 0);
    }

    /** The latest of the times; the earliest that there can be where there is no example. */
    long newestTime() {
        return LongStream.of(times).max().orElse(0);
    }

    /**
     * Positions of the examples, oldest first: by event time, then by partition, then by offset. So
     * which rows of several partitions are the newest does not depend on how they are read.
     */
    public int[] oldestFirst() {
        return IntStream.range(0, times.length)
                .boxed()
                .sorted(Comparator.comparingLong(row -> times[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * How many of the examples are at most so long before the newest one, without so many of the
     * newest.
     *
     * @param millis of event time
     */
    public long within(long millis, long newest) {
        int[] order = oldestFirst();
        long since = newestTime() - millis;
        return IntStream.range(0, (int) Math.max(0, order.length - newest))
                .filter(place -> times[order[place]] >= since)
                .count();
    }

    private static void update(MessageDigest digest, byte[] value) {
        int length = value == null ? -1 : value.length;
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).flip());
        if (value != null) {
            digest.update(value);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
