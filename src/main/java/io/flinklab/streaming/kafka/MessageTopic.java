package io.flinklab.streaming.kafka;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.streaming.MessageFormat;
import io.flinklab.streaming.MessageSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * A topic of examples as the stream's source: one row of {@link EventRows#TYPE} a record, committed
 * records only.
 *
 * <p>A row's origin is {@code topic-partition}, its position the offset, its time the record's
 * timestamp (milliseconds since 1970 UTC, or -1 where the record has none). A record without a
 * value, or with bytes that are not UTF-8, is a reject, whose text then is empty, or {@code
 * base64:} and the bytes.
 *
 * @param address the topic; its options are {@code bounded} (true: to the records that are there at
 *     the start; default false), {@code group} and {@code format} (csv, as it is where it is not
 *     given, or json)
 * @param properties settings of Kafka's consumer, which override this class's own
 */
public record MessageTopic(KafkaAddress address, Map<String, String> properties) {
    /** Names of the address's options. */
    public static final Set<String> OPTIONS = Set.of("bounded", "group", "format");

    static final String DEFAULT_GROUP = "flink-ml-lab";

    private static final String DISCOVERY_MILLIS = "10000";

    public MessageTopic {
        properties = Map.copyOf(properties);
    }

    /**
     * The topic with Kafka's usual settings.
     *
     * @throws IllegalArgumentException if the text is no topic's address
     */
    public static MessageTopic at(String address) {
        return new MessageTopic(KafkaAddress.parse(address, OPTIONS), Map.of());
    }

    /** Whether the source ends. */
    public boolean bounded() {
        return address.flag("bounded");
    }

    /**
     * The topic for a scoring job.
     *
     * @throws IllegalArgumentException if the option {@code format} says something else than it may
     */
    public MessageSource messages(Schema schema) {
        return messages(schema, TopicEnds.none());
    }

    /**
     * The same, where a source with an end is to stop.
     *
     * @param ends none for the records that are there when the job starts
     */
    public MessageSource messages(Schema schema, TopicEnds ends) {
        return new MessageSource(schema, source(schema, ends), address.topic());
    }

    /** The consumer group whose positions are kept in Kafka. */
    String group() {
        return address.options().getOrDefault("group", DEFAULT_GROUP);
    }

    /**
     * Looks at the option {@code format} alone.
     *
     * @throws IllegalArgumentException if it says something else than csv or json
     */
    public void requireFormat() {
        format();
    }

    /** What the texts are. */
    MessageFormat format() {
        String format = address.options().getOrDefault("format", "csv");
        return switch (format) {
            case "csv" -> MessageFormat.CSV;
            case "json" -> MessageFormat.JSON;
            default ->
                    throw new IllegalArgumentException(
                            "Expected format=csv or format=json in %s, found format=%s"
                                    .formatted(address, format));
        };
    }

    /**
     * The source. It starts where a checkpoint says, otherwise where the group was when its last
     * job completed a checkpoint, otherwise at the beginning. An unbounded one finds new partitions
     * within ten seconds.
     */
    public KafkaSource<Row> source(Schema schema) {
        return source(schema, TopicEnds.none());
    }

    private KafkaSource<Row> source(Schema schema, TopicEnds ends) {
        KafkaSourceBuilder<Row> source =
                KafkaSource.<Row>builder()
                        .setBootstrapServers(address.servers())
                        .setTopics(address.topic())
                        .setGroupId(group())
                        .setStartingOffsets(
                                OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST))
                        .setDeserializer(new Records(schema, format()))
                        .setProperty("isolation.level", "read_committed");
        if (bounded()) {
            source.setBounded(
                    ends.isKnown()
                            ? ends.stops(address.topic())
                            : new LastRecords(address.servers(), properties));
        } else {
            source.setProperty("partition.discovery.interval.ms", DISCOVERY_MILLIS);
        }
        properties.forEach(source::setProperty);
        return source.build();
    }

    /**
     * A source of some partitions' records between two offsets of each; no group's positions
     * change.
     */
    KafkaSource<Row> source(Schema schema, Map<Integer, OffsetRange> ranges) {
        Map<TopicPartition, Long> from = new HashMap<>();
        Map<TopicPartition, Long> to = new HashMap<>();
        ranges.forEach(
                (number, range) -> {
                    TopicPartition partition = new TopicPartition(address.topic(), number);
                    from.put(partition, range.from());
                    to.put(partition, range.to());
                });
        KafkaSourceBuilder<Row> source =
                KafkaSource.<Row>builder()
                        .setBootstrapServers(address.servers())
                        .setPartitions(Set.copyOf(from.keySet()))
                        .setGroupId(group())
                        .setStartingOffsets(
                                OffsetsInitializer.offsets(from, OffsetResetStrategy.NONE))
                        .setBounded(OffsetsInitializer.offsets(to))
                        .setDeserializer(new Records(schema, format()))
                        .setProperty("isolation.level", "read_committed")
                        .setProperty("commit.offsets.on.checkpoint", "false");
        properties.forEach(source::setProperty);
        return source.build();
    }

    /** The address without its options; the properties may hold a password. */
    @Override
    public String toString() {
        return address.toString();
    }

    /** Parses where the source reads. */
    private static final class Records implements KafkaRecordDeserializationSchema<Row> {
        private final Schema schema;
        private final MessageFormat format;
        private transient TopicParser parser;

        Records(Schema schema, MessageFormat format) {
            this.schema = schema;
            this.format = format;
        }

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            parser = new TopicParser(schema, format);
        }

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
            out.collect(parser.parse(record));
        }

        @Override
        public TypeInformation<Row> getProducedType() {
            return EventRows.TYPE;
        }
    }
}
