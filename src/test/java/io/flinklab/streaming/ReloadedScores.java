package io.flinklab.streaming;

import io.flinklab.data.Example;
import io.flinklab.data.flink.EventRows;
import io.flinklab.serving.ScoringRuntime;
import io.flinklab.serving.ServedModel;
import java.util.List;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.types.Row;

/** Runs the streaming job's operator through a change of models. */
// A harness may be interrupted when it is closed, which no test does.
@SuppressWarnings("try")
public final class ReloadedScores {
    private ReloadedScores() {}

    /** The customers' scores by one model, then their scores by the next. */
    public static double[] of(
            ScoringRuntime runtime, ServedModel first, ServedModel next, List<Example> customers)
            throws Exception {
        ScoringOptions options = new ScoringOptions(runtime, 7);
        ScoringOperator.Reloading operator = new ScoringOperator.Reloading(first, options);
        try (var harness = new TwoInputStreamOperatorTestHarness<Row, Row, Row>(operator)) {
            harness.open();
            add(harness, customers);
            harness.processElement2(new StreamRecord<>(ModelRows.of(next)));
            add(harness, customers);
            operator.finish();
            return harness.extractOutputValues().stream()
                    .mapToDouble(row -> row.<Double>getFieldAs(1))
                    .toArray();
        }
    }

    private static void add(
            TwoInputStreamOperatorTestHarness<Row, Row, Row> harness, List<Example> customers)
            throws Exception {
        for (Example customer : customers) {
            harness.processElement1(EventRows.of(customer, "customers", 0, 0, ""), 0);
        }
    }
}
