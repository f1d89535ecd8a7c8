package io.flinklab.streaming.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Stops a bounded source behind each partition's last record. Flink's own {@code latest()} is the
 * partition's end, which stands behind the mark of a transaction where there is one; the connector
 * for Flink 1.18 waits for ever for a record there (FLINK-34470).
 */
final class LastRecords implements OffsetsInitializer {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long FIRST_LOOK = 100;
    private static final int LOOK_FURTHER = 100;

    private final Map<String, Object> settings;

    LastRecords(String servers, Map<String, String> properties) {
        settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", servers);
        settings.put("isolation.level", "read_committed");
        settings.put("enable.auto.commit", "false");
        settings.remove("group.id");
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
        Map<TopicPartition, Long> stops = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
            consumer.endOffsets(partitions)
                    .forEach(
                            (partition, end) -> {
                                long begin = begins.get(partition);
                                stops.put(partition, stop(consumer, partition, begin, end));
                            });
        }
        return stops;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        return OffsetResetStrategy.NONE;
    }

    /** Behind the last record before the end; the beginning where there is no record. */
    private static long stop(
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long begin,
            long end) {
        consumer.assign(List.of(partition));
        long stop = begin;
        // Aborted transactions can leave any number of offsets without a visible record.
        for (long look = FIRST_LOOK; stop == begin; look *= LOOK_FURTHER) {
            long from = look <= 0 ? begin : Math.max(begin, end - look);
            consumer.seek(partition, from);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() < end) {
                        stop = record.offset() + 1;
                    }
                }
            }
            if (from == begin) {
                break;
            }
        }
        return stop;
    }
}
