package io.flinklab.streaming;

import io.flinklab.serving.ServedModel;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/** Scores the first input's examples with the latest model of the second, a broadcast. */
final class ReloadingScoring extends ScoringOperator
        implements TwoInputStreamOperator<Row, Row, Row> {
    private static final long serialVersionUID = 1L;

    ReloadingScoring(ServedModel first, ScoringOptions options) {
        super(first, options);
    }

    @Override
    public void processElement1(StreamRecord<Row> example) {
        add(example.getValue());
    }

    @Override
    public void processElement2(StreamRecord<Row> update) throws Exception {
        switchTo(ModelRows.model(update.getValue()));
    }
}
