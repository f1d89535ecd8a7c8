package io.flinklab.online;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;

/** Customers, and their labels in a stream of their own. */
final class LateCustomers {
    private LateCustomers() {}

    /** A customer who does not carry the label. */
    static Row customer(long key, long time) {
        Example example = LearnedCustomers.ALL.get((int) (key % LearnedCustomers.ALL.size()));
        return customer(
                new Example(key, example.numbers(), example.sharedTexts(), Double.NaN), time);
    }

    static Row customer(Example example, long time) {
        return EventRows.of(example, "customers", time, time, "customer " + example.key());
    }

    static Row label(long key, double label, long time) {
        return EventRows.of(
                new Example(key, new double[0], new String[0], label),
                "labels",
                time,
                time,
                key + "," + label);
    }

    static KeyedTwoInputStreamOperatorTestHarness<String, Row, Row, Row> join(
            long horizonMillis, LabelJoin.NoLabel noLabel) throws Exception {
        LabelJoin join = new LabelJoin(Churn.SCHEMA, Duration.ofMillis(horizonMillis), noLabel);
        KeyedTwoInputStreamOperatorTestHarness<String, Row, Row, Row> harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        new KeyedCoProcessOperator<>(new LabelJoinFunction(join)),
                        EventRows::keyText,
                        EventRows::keyText,
                        Types.STRING);
        harness.setup(EventRows.TYPE.createSerializer(harness.getExecutionConfig()));
        return harness;
    }
}
