package io.flinklab.streaming;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;

/**
 * Categories of a subtask's examples that their model was not trained with, counted by column: the
 * metric {@code unseenCategories} and, once a job has ended, the counts of all its subtasks.
 */
public final class UnseenMetrics {
    private static final String NAME = "unseenCategories";
    private static final String PREFIX = NAME + ".";

    private final RuntimeContext context;
    private final boolean totals;
    private final Map<String, Column> columns = new HashMap<>();

    UnseenMetrics(RuntimeContext context) {
        this(context, true);
    }

    /**
     * @param totals whether the job counts them, too; of two operators of a job one may
     */
    UnseenMetrics(RuntimeContext context, boolean totals) {
        this.context = context;
        this.totals = totals;
    }

    /**
     * The counts of a job that has ended, by column; of its last attempt where it was restarted.
     * Empty where every category was known.
     */
    public static Map<String, Long> of(JobExecutionResult job) {
        Map<String, Long> counts = new TreeMap<>();
        job.getAllAccumulatorResults()
                .forEach(
                        (name, count) -> {
                            if (name.startsWith(PREFIX)) {
                                counts.put(name.substring(PREFIX.length()), (Long) count);
                            }
                        });
        return counts;
    }

    void count(String column) {
        Column counted = columns.computeIfAbsent(column, this::column);
        counted.metric.inc();
        counted.total.add(1);
    }

    private Column column(String name) {
        LongCounter total = new LongCounter();
        if (totals) {
            context.addAccumulator(PREFIX + name, total);
        }
        return new Column(context.getMetricGroup().addGroup("column", name).counter(NAME), total);
    }

    private record Column(Counter metric, LongCounter total) {}
}
