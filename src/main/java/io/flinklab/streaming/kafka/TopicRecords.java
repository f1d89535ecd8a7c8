package io.flinklab.streaming.kafka;

import io.flinklab.data.Dataset;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.data.flink.ExampleSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.source.hybrid.HybridSource;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The committed records of a topic between two offsets of each partition, read whole, in plain
 * Java: partition by partition, each in the order of its offsets. The same ranges are the same
 * records for as long as the topic keeps them.
 */
public final class TopicRecords {
    private static final Set<String> OPTIONS = Set.of("bounded", "format", "offsets");
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final MessageTopic topic;
    private final SortedMap<Integer, OffsetRange> ranges;

    private TopicRecords(MessageTopic topic, SortedMap<Integer, OffsetRange> ranges) {
        this.topic = topic;
        this.ranges = ranges;
    }

    /**
     * The records of an address, {@code kafka://host:port/topic?bounded=true} for all that are
     * there now, or {@code ?offsets=0:10-120,1:0-118} for those of partition 0 from offset 10 to
     * 119 and of partition 1 from 0 to 117; also {@code &format=json}.
     *
     * @throws IllegalArgumentException the text is no such address
     * @throws TopicException Kafka does not answer, or has no such topic
     */
    public static TopicRecords at(String address) {
        MessageTopic topic = topic(address);
        SortedMap<Integer, OffsetRange> given = given(topic);
        try {
            TopicCheck.require(topic.address());
            return new TopicRecords(topic, given.isEmpty() ? now(topic) : given);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TopicException("Interrupted while looking at " + topic, e);
        }
    }

    /**
     * Looks at an address alone.
     *
     * @throws IllegalArgumentException the text is no address of records
     */
    public static void require(String address) {
        given(topic(address));
    }

    private static MessageTopic topic(String address) {
        MessageTopic topic = new MessageTopic(KafkaAddress.parse(address, OPTIONS), Map.of());
        topic.requireFormat();
        if (!topic.bounded() && !topic.address().options().containsKey("offsets")) {
            throw new IllegalArgumentException(
                    "Expected a topic that is read to its end, %s?bounded=true, or ?offsets=0:0-100; found %s"
                            .formatted(topic, address));
        }
        return topic;
    }

    private static SortedMap<Integer, OffsetRange> now(MessageTopic topic)
            throws InterruptedException {
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        TopicEnds ends = TopicEnds.of(topic);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            consumer.beginningOffsets(partitions(topic, ends.offsets().keySet()))
                    .forEach(
                            (partition, begin) ->
                                    ranges.put(
                                            partition.partition(),
                                            new OffsetRange(
                                                    begin,
                                                    ends.offsets().get(partition.partition()))));
        } catch (KafkaException e) {
            throw unreadable(topic, e);
        }
        return ranges;
    }

    /** None where the address names no offsets. */
    private static SortedMap<Integer, OffsetRange> given(MessageTopic topic) {
        String offsets = topic.address().options().get("offsets");
        try {
            return offsets == null ? new TreeMap<>() : OffsetRange.parse(offsets);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s in %s".formatted(e.getMessage(), topic), e);
        }
    }

    /**
     * An address of the records that were read from one before, whatever has come since.
     *
     * @param read as {@link #toString} gave it
     */
    public static String again(String address, String read) {
        int offsets = read.indexOf("?offsets=");
        return address.contains("offsets=") || offsets < 0
                ? address
                : address + (address.contains("?") ? "&" : "?") + read.substring(offsets + 1);
    }

    /**
     * Parses the records, one after the other.
     *
     * @param rows is given each with its place, as {@code customers-0} for partition 0 of a topic
     * @throws TopicException the topic cannot be read on, or has some of the records no longer
     */
    public void forEach(Schema schema, BiConsumer<String, ParsedRow> rows) {
        TopicParser parser = new TopicParser(schema, topic.format());
        forEach(
                record -> {
                    Row event = parser.parse(record);
                    rows.accept(EventRows.origin(event), EventRows.record(event));
                });
    }

    /** Parses all of them, as {@link TopicRows#data} has them. */
    public Dataset dataset(Schema schema, Labels labels) {
        return rows(schema, labels).data();
    }

    /**
     * Parses all of them; a record without a label is a reject where labels are required.
     *
     * @throws TopicException as {@link #forEach(Schema, BiConsumer)}, or there is no record
     */
    public TopicRows rows(Schema schema, Labels labels) {
        return TopicRows.read(this, schema, labels).requireSome();
    }

    /**
     * Parses the newest of them: so many labelled rows of each partition, or all that it has, and
     * what lies between. Those with the largest offsets are its newest, whatever their times.
     *
     * @throws TopicException as {@link #rows}
     */
    public TopicRows newest(Schema schema, long rows) {
        for (long look = rows; ; look *= 2) {
            TopicRecords newest = from(look, Map.of());
            TopicRows found = TopicRows.read(newest, schema, Labels.REQUIRED);
            if (newest.ranges.keySet().stream()
                    .allMatch(
                            each ->
                                    newest.ranges.get(each).equals(ranges.get(each))
                                            || found.of(each) >= rows)) {
                return found.requireSome();
            }
        }
    }

    /**
     * The same with all rows besides whose event time is at most so long before the newest one's.
     *
     * @param rows at least so many
     */
    public TopicRows newest(Schema schema, long rows, Duration time) {
        TopicRows newest = newest(schema, rows);
        TopicRecords since = from(0, offsets(Math.max(0, newest.newestTime() - time.toMillis())));
        TopicRecords both = from(0, least(newest.records().starts(), since.starts()));
        return both.rows(schema, Labels.REQUIRED);
    }

    /**
     * How many labelled rows came behind these offsets. Records that the topic has no longer count
     * as some; of a partition that has fewer offsets than those, as of one without, all count.
     *
     * @param seen by partition
     */
    public long labelledBehind(Schema schema, SortedMap<Integer, Long> seen) {
        SortedMap<Integer, OffsetRange> behind = new TreeMap<>();
        long[] count = {0};
        ranges.forEach(
                (partition, range) -> {
                    long from = seen.getOrDefault(partition, 0L);
                    from = from > range.to() ? 0 : from;
                    count[0] += Math.max(0, range.from() - from);
                    behind.put(
                            partition, new OffsetRange(Math.max(from, range.from()), range.to()));
                });
        new TopicRecords(topic, behind)
                .forEach(
                        schema,
                        (place, row) -> {
                            if (Labels.REQUIRED.check(row, schema, place)
                                    instanceof ParsedRow.Accepted) {
                                count[0]++;
                            }
                        });
        return count[0];
    }

    /**
     * Those of each partition from an offset on, or the last so many where there are more.
     *
     * @param froms none for a partition's end
     */
    private TopicRecords from(long last, Map<Integer, Long> froms) {
        SortedMap<Integer, OffsetRange> narrowed = new TreeMap<>();
        ranges.forEach(
                (partition, range) -> {
                    long from =
                            Math.min(range.to() - last, froms.getOrDefault(partition, range.to()));
                    narrowed.put(
                            partition, new OffsetRange(Math.max(from, range.from()), range.to()));
                });
        return new TopicRecords(topic, narrowed);
    }

    /** Of each partition the first offset of a record of this time or later, if it has one. */
    private Map<Integer, Long> offsets(long time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions(topic, ranges.keySet()).forEach(each -> times.put(each, time));
        Map<Integer, Long> offsets = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            consumer.offsetsForTimes(times)
                    .forEach(
                            (partition, found) -> {
                                if (found != null) {
                                    offsets.put(partition.partition(), found.offset());
                                }
                            });
        } catch (KafkaException e) {
            throw unreadable(topic, e);
        }
        return offsets;
    }

    private static Map<Integer, Long> least(Map<Integer, Long> one, Map<Integer, Long> other) {
        Map<Integer, Long> least = new HashMap<>(one);
        other.forEach((partition, offset) -> least.merge(partition, offset, Math::min));
        return least;
    }

    /**
     * The chosen examples as a job's rows, of the type of their {@link ExampleRows}.
     *
     * @param subtasks that read, each some of the partitions; with 1, the rows come in the order in
     *     which {@link #dataset} has them
     */
    public DataStream<Row> rows(
            StreamExecutionEnvironment env,
            Schema schema,
            Split.Part selector,
            Labels labels,
            int subtasks) {
        SortedMap<Integer, OffsetRange> some = new TreeMap<>(ranges);
        some.values().removeIf(range -> range.from() == range.to());
        if (some.isEmpty()) {
            throw new TopicException("Expected records in %s, found none".formatted(address()));
        }
        int readers = Math.min(subtasks, some.size());
        return ExampleSource.chosen(
                env.fromSource(
                                readers == 1 ? inOrder(schema, some) : topic.source(schema, some),
                                WatermarkStrategy.noWatermarks(),
                                topic.toString(),
                                EventRows.TYPE)
                        .setParallelism(readers),
                schema,
                selector,
                labels);
    }

    /** One partition after the other. */
    private Source<Row, ?, ?> inOrder(Schema schema, SortedMap<Integer, OffsetRange> some) {
        HybridSource.HybridSourceBuilder<Row, ?> builder = null;
        for (Map.Entry<Integer, OffsetRange> each : some.entrySet()) {
            KafkaSource<Row> next = topic.source(schema, Map.of(each.getKey(), each.getValue()));
            builder = builder == null ? HybridSource.builder(next) : builder.addSource(next);
        }
        return builder.build();
    }

    /** The offset of each partition's first record. */
    private Map<Integer, Long> starts() {
        Map<Integer, Long> starts = new HashMap<>();
        ranges.forEach((partition, range) -> starts.put(partition, range.from()));
        return starts;
    }

    /** The offset behind each partition's last record. */
    public SortedMap<Integer, Long> ends() {
        SortedMap<Integer, Long> ends = new TreeMap<>();
        ranges.forEach((partition, range) -> ends.put(partition, range.to()));
        return ends;
    }

    /** Whose records they are. */
    MessageTopic topic() {
        return topic;
    }

    /** Each as it is, partition by partition. */
    void forEach(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            requireThere(consumer);
            ranges.forEach((partition, range) -> read(consumer, partition, range, records));
        } catch (OffsetOutOfRangeException e) {
            throw new TopicException(
                    "Expected the records %s, found that the topic has some of them no longer"
                            .formatted(address()),
                    e);
        } catch (KafkaException e) {
            throw unreadable(topic, e);
        }
    }

    private void requireThere(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.endOffsets(partitions(topic, ranges.keySet()))
                .forEach(
                        (partition, end) -> {
                            if (end < ranges.get(partition.partition()).to()) {
                                throw new TopicException(
                                        "Expected the records %s, found %s only up to offset %s"
                                                .formatted(address(), partition, end));
                            }
                        });
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            int number,
            OffsetRange range,
            Consumer<ConsumerRecord<byte[], byte[]>> records) {
        TopicPartition partition = new TopicPartition(topic.address().topic(), number);
        consumer.assign(List.of(partition));
        consumer.seek(partition, range.from());
        long position = range.from();
        long moved = System.nanoTime();
        while (position < range.to()) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < range.to()) {
                    records.accept(record);
                }
            }
            long now = System.nanoTime();
            if (consumer.position(partition) > position) {
                position = consumer.position(partition);
                moved = now;
            } else if (now - moved > PATIENCE_NANOS) {
                throw new TopicException(
                        "%s: %s gives no more records from offset %s on; expected those up to %s"
                                .formatted(topic, partition, position, range.to()));
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(MessageTopic topic) {
        Map<String, Object> settings = new HashMap<>(TopicCheck.settings(topic.address()));
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.put("auto.offset.reset", "none");
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(MessageTopic topic, Set<Integer> numbers) {
        return numbers.stream()
                .map(number -> new TopicPartition(topic.address().topic(), number))
                .toList();
    }

    private static TopicException unreadable(MessageTopic topic, KafkaException e) {
        return new TopicException("%s cannot be read: %s".formatted(topic, e.getMessage()), e);
    }

    /** Where they are, for whoever has to look there. */
    private String address() {
        return topic + "?offsets=" + OffsetRange.text(ranges);
    }

    /** The topic with its offsets, as {@code customers?offsets=0:0-120,1:0-118}. */
    @Override
    public String toString() {
        return topic.address().topic() + "?offsets=" + OffsetRange.text(ranges);
    }
}
