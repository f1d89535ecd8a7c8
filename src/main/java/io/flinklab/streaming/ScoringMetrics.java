package io.flinklab.streaming;

import io.flinklab.serving.ServedModel;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The metrics of a scoring subtask: {@code scored}, {@code rejects} by reason and column, {@code
 * modelVersion} (as text and, because Prometheus knows only numbers, {@code modelNumber}), {@code
 * reloads}, {@code unseenCategories} by column, and {@code scoringMicros}, a histogram of the
 * microseconds from every {@value #SAMPLED}th example's arrival to its score, waiting for a batch
 * included.
 */
final class ScoringMetrics {
    private static final Logger LOG = LoggerFactory.getLogger(ScoringMetrics.class);
    private static final int WINDOW = 1_000;
    private static final long NANOS_A_MICRO = 1_000;

    /** To look at the clock twice for each would take a sixth of a row's time. */
    static final int SAMPLED = 16;

    private static final long NOT_SAMPLED = Long.MIN_VALUE;

    private final Counter scored;
    private final Counter reloads;
    private final Histogram latency;
    private final Rejects rejects;
    private final UnseenMetrics unseen;
    private ServedModel model;
    private int untilSampled;

    /**
     * @param served whether the job's scores are these, and not those of a shadow
     */
    ScoringMetrics(RuntimeContext context, ServedModel model, boolean served) {
        MetricGroup group = context.getMetricGroup();
        this.model = model;
        scored = group.counter("scored");
        reloads = group.counter("reloads");
        latency = group.histogram("scoringMicros", new DescriptiveStatisticsHistogram(WINDOW));
        rejects = new Rejects(group, model.schema());
        unseen = new UnseenMetrics(context, served);
        group.gauge("modelVersion", () -> this.model.version());
        group.gauge("modelNumber", () -> this.model.number());
    }

    /** When an example came, by {@link System#nanoTime()}, if it is one to be measured. */
    long arrived() {
        if (untilSampled > 0) {
            untilSampled--;
            return NOT_SAMPLED;
        }
        untilSampled = SAMPLED - 1;
        return System.nanoTime();
    }

    /**
     * @param arrivedNanos what {@link #arrived} gave
     */
    void scored(long arrivedNanos) {
        scored.inc();
        if (arrivedNanos != NOT_SAMPLED) {
            latency.update((System.nanoTime() - arrivedNanos) / NANOS_A_MICRO);
        }
    }

    void rejected(Rejects.Kind kind, String column) {
        rejects.count(kind, column);
    }

    void unseen(String column) {
        unseen.count(column);
    }

    /** Logs the first unseen categories; not all, because a stream may never end. */
    void unseenExample(String example) {
        LOG.warn("Model {} was not trained with {}", model.version(), example);
    }

    void switched(ServedModel next) {
        model = next;
        reloads.inc();
    }
}
