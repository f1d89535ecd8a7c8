package io.flinklab.data;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** Records into customers; counts them, so it must run at parallelism 1. */
final class ParseFunction extends ProcessFunction<Row, Row> implements CheckpointedFunction {
    private final RowSelector selector;

    private transient CustomerParser parser;
    private transient String file;
    private transient ListState<Long> saved;
    private long ordinal;

    ParseFunction(RowSelector selector) {
        this.selector = selector;
    }

    @Override
    public void processElement(Row record, Context context, Collector<Row> out) {
        if (!MessageRows.origin(record).equals(file)) {
            file = MessageRows.origin(record);
            parser = new CustomerParser(file, MessageRows.labelled(record));
        }
        ParsedRow row = parser.parseMessage(record);
        if (row instanceof ParsedRow.Rejected rejected) {
            context.output(CustomerSource.REJECTS, RejectRows.of(rejected.reject()));
        } else if (row instanceof ParsedRow.Accepted accepted
                && selector.accepts(ordinal++, accepted.customer())) {
            out.collect(CustomerRows.toRow(accepted.customer()));
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
