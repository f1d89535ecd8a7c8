package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.flink.MessageRows;
import io.flinklab.data.flink.RejectRows;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Parses messages into examples; those that are none go to the side output {@link Rejects#TAG}. */
final class ParseMessages extends ProcessFunction<Row, Row> {
    private final EventRows codec;
    private final MessageFormat format;

    private transient Function<Row, ParsedRow> parser;
    private transient Rejects rejects;

    ParseMessages(EventRows codec, MessageFormat format) {
        this.codec = codec;
        this.format = format;
    }

    @Override
    public void open(Configuration parameters) {
        parser = format.parser(codec.schema());
        rejects = new Rejects(getRuntimeContext().getMetricGroup(), codec.schema());
    }

    @Override
    public void processElement(Row message, Context context, Collector<Row> out) {
        ParsedRow row = parser.apply(message);
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
        rejects.count(Rejects.Kind.parsing(reject), reject.column());
        context.output(Rejects.TAG, RejectRows.of(reject));
    }
}
