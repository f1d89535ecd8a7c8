package io.flinklab.streaming;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/**
 * What a subtask that asks a service tells of itself: {@code remoteRetries}, {@code modelVersion},
 * which is the latest answer's, and {@code scoringMicros}, a histogram of the microseconds from a
 * example's arrival to the answer. Thread-safe.
 */
final class RemoteMetrics {
    private static final int WINDOW = 1_000;
    private static final long NANOS_A_MICRO = 1_000;

    private final Counter retries;
    private final Histogram latency;
    private volatile String version = "";

    RemoteMetrics(MetricGroup group) {
        retries = group.counter("remoteRetries", new ThreadSafeSimpleCounter());
        latency = group.histogram("scoringMicros", new DescriptiveStatisticsHistogram(WINDOW));
        group.gauge("modelVersion", () -> version);
    }

    void retried() {
        retries.inc();
    }

    void answered(RemoteScore answer, long arrivedNanos) {
        latency.update((System.nanoTime() - arrivedNanos) / NANOS_A_MICRO);
        if (answer instanceof RemoteScore.Scored scored) {
            version = scored.modelVersion();
        }
    }
}
