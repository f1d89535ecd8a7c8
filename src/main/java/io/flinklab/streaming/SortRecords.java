package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Passes examples on; records that are none go to the side output {@link Rejects#TAG}. */
final class SortRecords extends ProcessFunction<Row, Row> {
    private final Schema schema;
    private transient Rejects rejects;

    SortRecords(Schema schema) {
        this.schema = schema;
    }

    @Override
    public void open(Configuration parameters) {
        rejects = new Rejects(getRuntimeContext().getMetricGroup(), schema);
    }

    @Override
    public void processElement(Row event, Context context, Collector<Row> examples) {
        if (EventRows.record(event) instanceof ParsedRow.Rejected rejected) {
            rejects.count(Rejects.Kind.parsing(rejected.reject()), rejected.reject().column());
            context.output(Rejects.TAG, RejectRows.of(rejected.reject()));
        } else {
            examples.collect(event);
        }
    }
}
