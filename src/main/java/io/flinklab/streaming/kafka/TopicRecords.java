package io.flinklab.streaming.kafka;

import io.flinklab.data.Dataset;
import io.flinklab.data.LeftOut;
import io.flinklab.data.PackedExamples;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.data.flink.ExampleSource;
import io.flinklab.data.flink.MessageRows;
import io.flinklab.streaming.kafka.TopicRanges.Range;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern RANGE =
            Pattern.compile("(?<partition>\\d{1,9}):(?<from>\\d{1,18})-(?<to>\\d{1,18})");
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final MessageTopic topic;
    private final SortedMap<Integer, Range> ranges;

    private TopicRecords(MessageTopic topic, SortedMap<Integer, Range> ranges) {
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
        SortedMap<Integer, Range> given = given(topic);
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

    private static SortedMap<Integer, Range> now(MessageTopic topic) throws InterruptedException {
        SortedMap<Integer, Range> ranges = new TreeMap<>();
        TopicEnds ends = TopicEnds.of(topic);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            consumer.beginningOffsets(partitions(topic, ends.offsets().keySet()))
                    .forEach(
                            (partition, begin) ->
                                    ranges.put(
                                            partition.partition(),
                                            new Range(
                                                    begin,
                                                    ends.offsets().get(partition.partition()))));
        } catch (KafkaException e) {
            throw unreadable(topic, e);
        }
        return ranges;
    }

    /** None where the address names no offsets. */
    private static SortedMap<Integer, Range> given(MessageTopic topic) {
        SortedMap<Integer, Range> ranges = new TreeMap<>();
        String offsets = topic.address().options().get("offsets");
        if (offsets == null) {
            return ranges;
        }
        for (String each : offsets.split(",", -1)) {
            Matcher parts = RANGE.matcher(each);
            Range range =
                    parts.matches()
                            ? new Range(
                                    Long.parseLong(parts.group("from")),
                                    Long.parseLong(parts.group("to")))
                            : null;
            if (range == null
                    || range.to() < range.from()
                    || ranges.put(Integer.valueOf(parts.group("partition")), range) != null) {
                throw new IllegalArgumentException(
                        "Expected offsets=partition:from-to,... in %s, each partition once and from no larger than to; found '%s'"
                                .formatted(topic, each));
            }
        }
        return ranges;
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
        Function<Row, ParsedRow> parser = topic.format().parser(schema);
        forEach(
                record -> {
                    Row message = MessageTopic.row(record);
                    rows.accept(MessageRows.origin(message), parser.apply(message));
                });
    }

    /**
     * Parses all of them; a record without a label is a reject where labels are required.
     *
     * @return its one file is the topic with the offsets that were read; its hash is that of the
     *     records' values, each behind its length
     * @throws TopicException as {@link #forEach(Schema, BiConsumer)}, or there is no record
     */
    public Dataset dataset(Schema schema, Labels labels) {
        PackedExamples examples = new PackedExamples(schema);
        List<Reject> rejects = new ArrayList<>();
        MessageDigest digest = sha256();
        Function<Row, ParsedRow> parser = topic.format().parser(schema);
        forEach(
                record -> {
                    update(digest, record.value());
                    Row message = MessageTopic.row(record);
                    ParsedRow row =
                            labels.check(
                                    parser.apply(message), schema, MessageRows.origin(message));
                    if (row instanceof ParsedRow.Rejected rejected) {
                        rejects.add(rejected.reject());
                    } else if (row instanceof ParsedRow.Accepted accepted) {
                        examples.add(accepted.example());
                    }
                });
        if (examples.isEmpty() && rejects.isEmpty()) {
            throw new TopicException(
                    "Expected at least one record in %s, found none".formatted(topic));
        }
        return new Dataset(
                schema,
                examples,
                rejects,
                List.of(toString()),
                HexFormat.of().formatHex(digest.digest()),
                new LeftOut(toString()),
                List.of());
    }

    /**
     * The chosen examples as a job's rows, of the type of their {@link ExampleRows}, at parallelism
     * 1, in the order in which {@link #dataset} has them.
     */
    public DataStream<Row> rows(
            StreamExecutionEnvironment env, Schema schema, Split.Part selector, Labels labels) {
        return ExampleSource.parsed(
                env.fromSource(
                                source(),
                                WatermarkStrategy.noWatermarks(),
                                topic.toString(),
                                MessageRows.TYPE)
                        .setParallelism(1),
                schema,
                selector,
                labels,
                topic.format()::parser);
    }

    /** How many records of these partitions came before. */
    public long before() {
        return ranges.values().stream().mapToLong(Range::from).sum();
    }

    /** How many partitions there are. */
    public int partitions() {
        return ranges.size();
    }

    /** One partition after the other. */
    private Source<Row, ?, ?> source() {
        HybridSource.HybridSourceBuilder<Row, ?> builder = null;
        for (Map.Entry<Integer, Range> each : ranges.entrySet()) {
            Range range = each.getValue();
            if (range.from() < range.to()) {
                KafkaSource<Row> next = topic.source(each.getKey(), range.from(), range.to());
                builder = builder == null ? HybridSource.builder(next) : builder.addSource(next);
            }
        }
        if (builder == null) {
            throw new TopicException("Expected records in %s, found none".formatted(this));
        }
        return builder.build();
    }

    private void forEach(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            requireThere(consumer);
            ranges.forEach((partition, range) -> read(consumer, partition, range, records));
        } catch (OffsetOutOfRangeException e) {
            throw new TopicException(
                    "Expected the records %s, found that the topic has some of them no longer"
                            .formatted(this),
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
                                                .formatted(this, partition, end));
                            }
                        });
    }

    private void read(
            KafkaConsumer<byte[], byte[]> consumer,
            int number,
            Range range,
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
                        "%s gives no more records from offset %s on; expected those up to %s"
                                .formatted(partition, position, range.to()));
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

    /** The topic with its offsets, as {@code customers?offsets=0:0-120,1:0-118}. */
    @Override
    public String toString() {
        return new TopicRanges(topic.address().topic(), ranges).toString();
    }
}
