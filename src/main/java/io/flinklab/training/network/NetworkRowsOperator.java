package io.flinklab.training.network;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.iteration.IterationListener;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;

/** Holds the rows of its buckets and answers one question each round. */
final class NetworkRowsOperator extends AbstractStreamOperator<Answer>
        implements TwoInputStreamOperator<NetworkRow, Ask, Answer>, IterationListener<Answer> {

    private final NetworkOptions options;
    private transient NetworkRows rows;
    private transient ListState<NetworkRow> keptRows;
    private transient Ask ask;
    private transient ListState<Ask> keptAsk;

    NetworkRowsOperator(NetworkOptions options) {
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        keptRows =
                store.getListState(
                        new ListStateDescriptor<>("rows", TypeInformation.of(NetworkRow.class)));
        keptAsk =
                store.getListState(new ListStateDescriptor<>("ask", TypeInformation.of(Ask.class)));
        rows = new NetworkRows(options);
        keptRows.get().forEach(this::hold);
        keptAsk.get().forEach(kept -> ask = kept);
    }

    @Override
    public void open() throws Exception {
        super.open();
        TorchEngine.require();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        keptAsk.update(ask == null ? List.of() : List.of(ask));
    }

    @Override
    public void processElement1(StreamRecord<NetworkRow> row) throws Exception {
        hold(row.getValue());
        keptRows.add(row.getValue());
    }

    private void hold(NetworkRow row) {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int bucket = NetworkRows.bucketOf(row);
        if (NetworkRows.subtaskOf(bucket, subtasks)
                != getRuntimeContext().getIndexOfThisSubtask()) {
            throw new IllegalStateException(
                    "A training row is on another subtask than its keys say. A training that"
                            + " goes on from a checkpoint needs the parallelism that it had.");
        }
        rows.add(row);
    }

    @Override
    public void processElement2(StreamRecord<Ask> record) {
        ask = record.getValue();
    }

    @Override
    public void onEpochWatermarkIncremented(
            int round, Context context, Collector<Answer> collector) {
        if (ask == null) {
            return;
        }
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int first = getRuntimeContext().getIndexOfThisSubtask();
        for (int bucket = first; bucket < NetworkRows.BUCKETS; bucket += subtasks) {
            collector.collect(rows.answer(bucket, ask));
        }
        ask = null;
    }

    @Override
    public void onIterationTerminated(Context context, Collector<Answer> collector) {
        rows.close();
        rows = new NetworkRows(options);
        keptRows.clear();
    }

    @Override
    public void close() throws Exception {
        if (rows != null) {
            rows.close();
        }
        super.close();
    }
}
