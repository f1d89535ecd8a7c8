package io.flinklab.streaming.kafka;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Offsets of a partition. Needs no Kafka.
 *
 * @param from the first one
 * @param to behind the last one
 */
public record OffsetRange(long from, long to) {
    private static final Pattern RANGE =
            Pattern.compile("(?<partition>\\d{1,9}):(?<from>\\d{1,18})-(?<to>\\d{1,18})");

    /**
     * Reads ranges by partition, as {@code 0:10-120,1:0-118}.
     *
     * @throws IllegalArgumentException the text has another form
     */
    static SortedMap<Integer, OffsetRange> parse(String text) {
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        for (String each : text.split(",", -1)) {
            Matcher parts = RANGE.matcher(each);
            OffsetRange range =
                    parts.matches()
                            ? new OffsetRange(
                                    Long.parseLong(parts.group("from")),
                                    Long.parseLong(parts.group("to")))
                            : null;
            if (range == null
                    || range.to < range.from
                    || ranges.put(Integer.valueOf(parts.group("partition")), range) != null) {
                throw new IllegalArgumentException(
                        "Expected offsets=partition:from-to,..., each partition once and from no larger than to; found '%s'"
                                .formatted(each));
            }
        }
        return ranges;
    }

    /** As {@link #parse} reads it. */
    public static String text(Map<Integer, OffsetRange> ranges) {
        return ranges.entrySet().stream()
                .map(each -> each.getKey() + ":" + each.getValue().from + "-" + each.getValue().to)
                .collect(Collectors.joining(","));
    }
}
