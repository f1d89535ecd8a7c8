package io.flinklab.kit;

import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;

/** The metrics of an operator in a test harness, by name. */
public final class OperatorMetrics {
    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();

    /** An environment for the harness of one operator; the caller closes it. */
    public MockEnvironment environment() {
        return new MockEnvironmentBuilder()
                .setMetricGroup(
                        new InterceptingTaskMetricGroup() {
                            @Override
                            public InternalOperatorMetricGroup getOrAddOperator(
                                    OperatorID id, String name) {
                                return metrics;
                            }
                        })
                .build();
    }

    /** The metric that the operator registered last under this name. */
    public Metric get(String name) {
        return metrics.get(name);
    }
}
