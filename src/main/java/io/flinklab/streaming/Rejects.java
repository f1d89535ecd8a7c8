package io.flinklab.streaming;

import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.RejectRows;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/** The rejects of a subtask, counted by reason and column: the metric {@code rejects}. */
final class Rejects {
    /** The side output of every operator that may find a message without a score. */
    static final OutputTag<Row> TAG = new OutputTag<>("rejects", RejectRows.TYPE);

    private static final String WHOLE = "all";

    private final MetricGroup group;
    private final List<String> columns;
    private final Map<Kind, Map<String, Counter>> counters = new EnumMap<>(Kind.class);

    Rejects(MetricGroup group, Schema schema) {
        columns = schema.names();
        this.group = group;
    }

    void count(Kind kind, String column) {
        // A metric is never removed, so a message must not be able to make up columns.
        String known = columns.contains(column) ? column : WHOLE;
        counters.computeIfAbsent(kind, none -> new HashMap<>())
                .computeIfAbsent(known, name -> counter(kind, name))
                .inc();
    }

    private Counter counter(Kind kind, String column) {
        return group.addGroup("reason", kind.label).addGroup("column", column).counter("rejects");
    }

    /** Why a message has no score. */
    enum Kind {
        /** It is no example at all. */
        MALFORMED("malformed"),

        /** One of its values is wrong. */
        VALUE("value"),

        /** The model refuses a category that training did not see. */
        UNSEEN_CATEGORY("unseen_category"),

        /** The model skips a category that training did not see. */
        SKIPPED("skipped"),

        /** A feature is not a finite number. */
        NOT_FINITE("not_finite"),

        /** The scoring service refuses it. */
        REFUSED("refused");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The kind of a reject that parsing found. */
        static Kind parsing(Reject reject) {
            return reject.column().isEmpty() ? MALFORMED : VALUE;
        }
    }
}
