package io.flinklab.streaming;

import io.flinklab.data.Schema;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Rejects of a subtask, counted by reason and column: the metric {@code rejects}. */
final class RejectMetrics {
    private static final String WHOLE = "all";

    private final MetricGroup group;
    private final List<String> columns;
    private final Map<RejectKind, Map<String, Counter>> counters = new EnumMap<>(RejectKind.class);

    RejectMetrics(MetricGroup group, Schema schema) {
        columns = schema.names();
        this.group = group;
    }

    void count(RejectKind kind, String column) {
        // A metric is never removed, so a message must not be able to make up columns.
        String known = columns.contains(column) ? column : WHOLE;
        counters.computeIfAbsent(kind, none -> new HashMap<>())
                .computeIfAbsent(known, name -> counter(kind, name))
                .inc();
    }

    private Counter counter(RejectKind kind, String column) {
        return group.addGroup("reason", kind.label()).addGroup("column", column).counter("rejects");
    }
}
