package io.flinklab.streaming;

import io.flinklab.serving.ServedModel;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.types.Row;

/** Scores with the model that the job was submitted with; chained to the source. */
final class FixedScoring extends ScoringOperator implements OneInputStreamOperator<Row, Row> {
    private static final long serialVersionUID = 1L;

    FixedScoring(ServedModel model, ScoringOptions options) {
        super(model, options);
    }

    @Override
    public void processElement(StreamRecord<Row> example) {
        add(example.getValue());
    }
}
