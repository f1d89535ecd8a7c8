package io.flinklab.app;

import io.flinklab.store.Decision;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a stream of labelled rows, and one of alarms, had come at a decision.
 *
 * @param at when
 * @param labels labelled rows that it had; records before the first decision count as some
 * @param alarms alarms that it had given
 * @param offsets of a topic, by partition, those behind the last record
 */
record RetrainProgress(Instant at, long labels, long alarms, SortedMap<Integer, Long> offsets) {
    private static final String LABELS_SEEN = "labelsSeen";
    private static final String ALARMS_SEEN = "alarmsSeen";
    private static final String OFFSET = "offset";

    /** As the figures of a decision say it. */
    static RetrainProgress of(Decision decision) {
        Map<String, Double> figures = decision.figures();
        SortedMap<Integer, Long> offsets = new TreeMap<>();
        figures.forEach(
                (name, figure) -> {
                    if (name.matches(OFFSET + "\\d+")) {
                        offsets.put(
                                Integer.valueOf(name.substring(OFFSET.length())),
                                figure.longValue());
                    }
                });
        return new RetrainProgress(
                decision.at(),
                figures.getOrDefault(LABELS_SEEN, 0.0).longValue(),
                figures.getOrDefault(ALARMS_SEEN, 0.0).longValue(),
                offsets);
    }

    /** The same where nobody looked at an alarm. */
    RetrainProgress withoutAlarms() {
        return new RetrainProgress(at, labels, 0, offsets);
    }

    /** For a decision. */
    Map<String, Double> figures() {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(LABELS_SEEN, (double) labels);
        figures.put(ALARMS_SEEN, (double) alarms);
        offsets.forEach((partition, offset) -> figures.put(OFFSET + partition, (double) offset));
        return figures;
    }
}
