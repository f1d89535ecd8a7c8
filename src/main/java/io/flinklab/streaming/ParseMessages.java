package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.flink.MessageRows;
import io.flinklab.data.flink.RejectRows;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Messages into examples; what is none goes to the side output {@link Rejects#TAG}. */
final class ParseMessages extends ProcessFunction<Row, Row> {
    private final EventRows codec;
    private final MessageFormat format;

    private transient MessageParser parser;
    private transient RejectMetrics metrics;

    ParseMessages(EventRows codec, MessageFormat format) {
        this.codec = codec;
        this.format = format;
    }

    @Override
    public void open(Configuration parameters) {
        parser = format.parser(codec.schema());
        metrics = new RejectMetrics(getRuntimeContext().getMetricGroup(), codec.schema());
    }

    @Override
    public void processElement(Row message, Context context, Collector<Row> out) {
        ParsedRow row = parser.parse(message);
        if (row instanceof ParsedRow.Accepted accepted) {
            out.collect(
                    codec.of(
                            accepted.example(),
                            MessageRows.origin(message),
                            MessageRows.position(message),
                            MessageRows.time(message),
                            accepted.raw()));
        } else if (row instanceof ParsedRow.Rejected rejected) {
            reject(rejected.reject(), context);
        }
    }

    private void reject(Reject reject, Context context) {
        metrics.count(RejectKind.parsing(reject), reject.column());
        context.output(Rejects.TAG, RejectRows.of(reject));
    }
}
