package io.flinklab.training.logistic;

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

/** Holds the rows of its buckets and answers one request each round. */
final class RowsOperator extends AbstractStreamOperator<Partial>
        implements TwoInputStreamOperator<WeightedRow, Request, Partial>,
                IterationListener<Partial> {

    private transient TrainingRows rows;
    private transient ListState<WeightedRow> keptRows;
    private transient Request request;
    private transient ListState<Request> keptRequest;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        keptRows =
                store.getListState(
                        new ListStateDescriptor<>("rows", TypeInformation.of(WeightedRow.class)));
        keptRequest =
                store.getListState(
                        new ListStateDescriptor<>("request", TypeInformation.of(Request.class)));
        rows = new TrainingRows();
        keptRows.get().forEach(this::hold);
        keptRequest.get().forEach(kept -> request = kept);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        keptRequest.update(request == null ? List.of() : List.of(request));
    }

    @Override
    public void processElement1(StreamRecord<WeightedRow> example) throws Exception {
        hold(example.getValue());
        keptRows.add(example.getValue());
    }

    private void hold(WeightedRow example) {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int bucket = TrainingRows.bucketOf(example);
        if (TrainingRows.subtaskOf(bucket, subtasks)
                != getRuntimeContext().getIndexOfThisSubtask()) {
            throw new IllegalStateException(
                    "A training row is on another subtask than its content says. A training that"
                            + " goes on from a checkpoint needs the parallelism that it had.");
        }
        rows.add(example);
    }

    @Override
    public void processElement2(StreamRecord<Request> record) {
        request = record.getValue();
    }

    @Override
    public void onEpochWatermarkIncremented(
            int epoch, Context context, Collector<Partial> collector) {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int first = getRuntimeContext().getIndexOfThisSubtask();
        if (request == null) {
            return;
        }
        for (int bucket = first; bucket < TrainingRows.BUCKETS; bucket += subtasks) {
            collector.collect(rows.answer(bucket, request));
        }
        request = null;
    }

    @Override
    public void onIterationTerminated(Context context, Collector<Partial> collector) {
        rows = new TrainingRows();
        keptRows.clear();
    }
}
