package io.flinklab.kit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.assertj.core.api.Assertions;

/** Reads a topic from its beginning, committed records only. */
public final class TopicReader implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final String servers;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    /** A reader that has read nothing yet. */
    public TopicReader(String servers, String topic) {
        this.servers = servers;
        consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", servers, "isolation.level", "read_committed"),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        partitions =
                consumer.partitionsFor(topic, LIMIT).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Everything that is committed now: all records of one partition in their order, partitions
     * mixed. Waits for open transactions that began before this call.
     */
    public List<ConsumerRecord<byte[], byte[]>> readToEnd() {
        Map<TopicPartition, Long> ends;
        try (KafkaConsumer<byte[], byte[]> uncommitted = uncommitted()) {
            ends = uncommitted.endOffsets(partitions);
        }
        return readUntil(
                "the end of " + partitions,
                () -> partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p)));
    }

    /** All records read so far, as soon as there are that many, or more. */
    public List<ConsumerRecord<byte[], byte[]>> readAtLeast(int count) {
        return readUntil(count + " records of " + partitions, () -> records.size() >= count);
    }

    @Override
    public void close() {
        consumer.close();
    }

    private List<ConsumerRecord<byte[], byte[]>> readUntil(String goal, BooleanSupplier reached) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!reached.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail(
                        "Not within %d seconds: %s; read %d records"
                                .formatted(LIMIT.toSeconds(), goal, records.size()));
            }
            consumer.poll(POLL).forEach(records::add);
        }
        return List.copyOf(records);
    }

    private KafkaConsumer<byte[], byte[]> uncommitted() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "isolation.level", "read_uncommitted"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
