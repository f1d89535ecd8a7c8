package io.flinklab.streaming.kafka;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Records of a topic, as a manifest names them. Needs no Kafka.
 *
 * @param topic its name
 * @param ranges by partition
 */
public record TopicRanges(String topic, SortedMap<Integer, Range> ranges) {

    /** Copies the map. */
    public TopicRanges {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    }

    /**
     * Offsets of a partition.
     *
     * @param from the first one
     * @param to behind the last one
     */
    public record Range(long from, long to) {}

    /** The topic with its offsets, as {@code customers?offsets=0:0-120,1:0-118}. */
    @Override
    public String toString() {
        return ranges.entrySet().stream()
                .map(
                        each ->
                                "%s:%s-%s"
                                        .formatted(
                                                each.getKey(),
                                                each.getValue().from,
                                                each.getValue().to))
                .collect(Collectors.joining(",", topic + "?offsets=", ""));
    }
}
