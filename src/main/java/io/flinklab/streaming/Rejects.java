package io.flinklab.streaming;

import io.flinklab.data.flink.RejectRows;
import org.apache.flink.types.Row;
import org.apache.flink.util.OutputTag;

/** The side output of every operator that may find a message without a score. */
final class Rejects {
    static final OutputTag<Row> TAG = new OutputTag<>("rejects", RejectRows.TYPE);

    private Rejects() {}
}
