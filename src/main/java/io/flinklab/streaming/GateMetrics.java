package io.flinklab.streaming;

import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * What the gate tells of itself: {@code looks} into the store, {@code changes} that went live,
 * {@code failedReloads} (versions refused, each reason once) and {@code storeFailures}.
 */
final class GateMetrics {
    final Counter looks;
    final Counter changes;
    final Counter failedReloads;
    final Counter storeFailures;

    GateMetrics(MetricGroup group) {
        looks = group.counter("looks");
        changes = group.counter("changes");
        failedReloads = group.counter("failedReloads");
        storeFailures = group.counter("storeFailures");
    }
}
