package io.flinklab.training.rounds;

import java.util.ArrayList;
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

/**
 * Holds the rows of its buckets and answers one request each round.
 *
 * @param <R> a row
 */
final class RowsOperator<R> extends AbstractStreamOperator<GradientSums>
        implements TwoInputStreamOperator<R, GradientRequest, GradientSums>,
                IterationListener<GradientSums> {
    private static final long serialVersionUID = 1;

    private final RoundWorker<R> worker;
    private final TypeInformation<R> type;
    private transient BucketedRows<R> rows;
    private transient ListState<R> keptRows;
    private transient GradientRequest request;
    private transient ListState<GradientRequest> keptRequest;

    RowsOperator(RoundWorker<R> worker, TypeInformation<R> type) {
        this.worker = worker;
        this.type = type;
    }

    static <R> int bucketOf(R row, RoundWorker<R> worker) {
        return (int) Math.floorMod(worker.hash(row), (long) worker.buckets());
    }

    static int subtaskOf(int bucket, int subtasks) {
        return bucket % subtasks;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        OperatorStateStore store = context.getOperatorStateStore();
        keptRows = store.getListState(new ListStateDescriptor<>("rows", type));
        keptRequest =
                store.getListState(
                        new ListStateDescriptor<>(
                                "request", TypeInformation.of(GradientRequest.class)));
        rows = new BucketedRows<>(worker);
        keptRows.get().forEach(this::hold);
        keptRequest.get().forEach(kept -> request = kept);
    }

    @Override
    public void open() throws Exception {
        super.open();
        worker.open();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        keptRequest.update(request == null ? List.of() : List.of(request));
    }

    @Override
    public void processElement1(StreamRecord<R> row) throws Exception {
        hold(row.getValue());
        keptRows.add(row.getValue());
    }

    private void hold(R row) {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int bucket = bucketOf(row, worker);
        if (subtaskOf(bucket, subtasks) != getRuntimeContext().getIndexOfThisSubtask()) {
            throw new IllegalStateException(
                    "A training row is on another subtask than its content says. A training that"
                            + " goes on from a checkpoint needs the parallelism that it had.");
        }
        rows.add(row);
    }

    @Override
    public void processElement2(StreamRecord<GradientRequest> record) {
        request = record.getValue();
    }

    @Override
    public void onEpochWatermarkIncremented(
            int round, Context context, Collector<GradientSums> collector) {
        if (request == null) {
            return;
        }
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int first = getRuntimeContext().getIndexOfThisSubtask();
        for (int bucket = first; bucket < worker.buckets(); bucket += subtasks) {
            collector.collect(rows.answer(bucket, request));
        }
        request = null;
    }

    @Override
    public void onIterationTerminated(Context context, Collector<GradientSums> collector) {
        worker.close();
        rows = new BucketedRows<>(worker);
        keptRows.clear();
    }

    @Override
    public void close() throws Exception {
        worker.close();
        super.close();
    }

    /**
     * The rows of one subtask in their buckets.
     *
     * @param <R> a row
     */
    static final class BucketedRows<R> {
        private final RoundWorker<R> worker;
        private final List<List<R>> buckets = new ArrayList<>();
        private final List<RoundWorker.Bucket> complete = new ArrayList<>();

        BucketedRows(RoundWorker<R> worker) {
            this.worker = worker;
            for (int bucket = 0; bucket < worker.buckets(); bucket++) {
                buckets.add(new ArrayList<>());
            }
        }

        void add(R row) {
            buckets.get(bucketOf(row, worker)).add(row);
            complete.clear();
        }

        /** One bucket's answer. */
        GradientSums answer(int bucket, GradientRequest request) {
            if (complete.isEmpty()) {
                for (List<R> rows : buckets) {
                    rows.sort(worker.order());
                    complete.add(worker.bucket(rows));
                }
            }
            GradientSums sums = new GradientSums(bucket, request.fingerprint());
            complete.get(bucket).answer(request, sums);
            return sums;
        }
    }
}
