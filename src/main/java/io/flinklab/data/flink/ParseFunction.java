package io.flinklab.data.flink;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Split;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Records into examples; counts them, so it must run at parallelism 1. */
final class ParseFunction extends ProcessFunction<Row, Row> implements CheckpointedFunction {
    private final ExampleRows codec;
    private final Split.Part selector;

    private transient CsvMessages parser;
    private transient ListState<Long> saved;
    private long ordinal;

    ParseFunction(ExampleRows codec, Split.Part selector) {
        this.codec = codec;
        this.selector = selector;
    }

    @Override
    public void open(Configuration parameters) {
        parser = new CsvMessages(codec.schema());
    }

    @Override
    public void processElement(Row record, Context context, Collector<Row> out) {
        ParsedRow row = parser.parse(record);
        if (row instanceof ParsedRow.Rejected rejected) {
            context.output(ExampleSource.REJECTS, RejectRows.of(rejected.reject()));
        } else if (row instanceof ParsedRow.Accepted accepted
                && selector.accepts(ordinal++, accepted.example())) {
            out.collect(codec.toRow(accepted.example()));
        }
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        saved =
                context.getOperatorStateStore()
                        .getListState(new ListStateDescriptor<>("ordinal", Types.LONG));
        for (long value : saved.get()) {
            ordinal += value;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        saved.clear();
        saved.add(ordinal);
    }
}
