package io.flinklab.lesson;

import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.types.Row;

/** Counts the rows that pass, in an accumulator of the job. */
final class CountRows extends RichMapFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final String accumulator;
    private transient LongCounter rows;

    CountRows(String accumulator) {
        this.accumulator = accumulator;
    }

    @Override
    public void open(Configuration parameters) {
        rows = new LongCounter();
        getRuntimeContext().addAccumulator(accumulator, rows);
    }

    @Override
    public Row map(Row row) {
        rows.add(1);
        return row;
    }
}
