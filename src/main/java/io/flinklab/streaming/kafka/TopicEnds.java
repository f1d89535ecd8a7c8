package io.flinklab.streaming.kafka;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a source with an end stops: behind the last record that each partition had.
 *
 * @param offsets by partition
 */
public record TopicEnds(SortedMap<Integer, Long> offsets) {

    public TopicEnds {
        offsets = new TreeMap<>(offsets);
    }

    /** Of a source that has no end, or finds it itself. */
    public static TopicEnds none() {
        return new TopicEnds(new TreeMap<>());
    }

    /** The ends as they are now. */
    public static TopicEnds of(MessageTopic topic) throws InterruptedException {
        KafkaAddress address = topic.address();
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        try (Admin admin = Admin.create(TopicCheck.settings(address))) {
            List<TopicPartition> partitions =
                    admin
                            .describeTopics(List.of(address.topic()))
                            .allTopicNames()
                            .get()
                            .get(address.topic())
                            .partitions()
                            .stream()
                            .map(each -> new TopicPartition(address.topic(), each.partition()))
                            .toList();
            new LastRecords(address.servers(), topic.properties())
                    .getPartitionOffsets(partitions, null)
                    .forEach((partition, end) -> offsets.put(partition.partition(), end));
        } catch (ExecutionException | KafkaException e) {
            throw new TopicException(
                    "Expected the positions of %s, found: %s".formatted(address, e.getMessage()),
                    e);
        }
        return new TopicEnds(offsets);
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException it is something else
     */
    public static TopicEnds parse(String text) {
        if (text.isEmpty()) {
            return none();
        }
        return new TopicEnds(
                Arrays.stream(text.split(","))
                        .map(each -> each.split(":", 2))
                        .collect(
                                Collectors.toMap(
                                        each -> Integer.valueOf(each[0]),
                                        each -> Long.valueOf(each[each.length - 1]),
                                        Math::max,
                                        TreeMap::new)));
    }

    boolean isKnown() {
        return !offsets.isEmpty();
    }

    OffsetsInitializer stops(String topic) {
        return OffsetsInitializer.offsets(partitions(topic));
    }

    /**
     * Makes the topic's group go on from here. A job that ends tells Kafka its last positions too,
     * but does not wait until it knows them.
     *
     * @throws TopicException if Kafka does not take them
     */
    public void commit(MessageTopic topic) throws InterruptedException {
        KafkaAddress address = topic.address();
        try (Admin admin = Admin.create(TopicCheck.settings(address))) {
            Map<TopicPartition, OffsetAndMetadata> now =
                    admin.listConsumerGroupOffsets(topic.group())
                            .partitionsToOffsetAndMetadata()
                            .get();
            Map<TopicPartition, OffsetAndMetadata> ahead = new HashMap<>();
            partitions(address.topic())
                    .forEach(
                            (partition, end) -> {
                                OffsetAndMetadata old = now.get(partition);
                                if (old == null || old.offset() < end) {
                                    ahead.put(partition, new OffsetAndMetadata(end));
                                }
                            });
            if (!ahead.isEmpty()) {
                admin.alterConsumerGroupOffsets(topic.group(), ahead).all().get();
            }
        } catch (ExecutionException | KafkaException e) {
            throw new TopicException(
                    ("All is scored, but Kafka does not know it: group %s of %s could not be set to"
                                    + " %s: %s. Set it before the next run, which would score again"
                                    + " what is behind its position")
                            .formatted(topic.group(), address, this, e.getMessage()),
                    e);
        }
    }

    private Map<TopicPartition, Long> partitions(String topic) {
        Map<TopicPartition, Long> partitions = new HashMap<>();
        offsets.forEach(
                (number, offset) -> partitions.put(new TopicPartition(topic, number), offset));
        return partitions;
    }

    /** As {@code 0:120,1:118}: partition, colon, offset. */
    @Override
    public String toString() {
        return offsets.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue())
                .collect(Collectors.joining(","));
    }
}
