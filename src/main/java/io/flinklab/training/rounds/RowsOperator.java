package io.flinklab.training.rounds;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.core.memory.ManagedMemoryUseCase;
import org.apache.flink.iteration.IterationListener;
import org.apache.flink.runtime.execution.Environment;
import org.apache.flink.runtime.state.OperatorStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StatePartitionStreamProvider;
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
    private transient RowBuckets<R> rows;
    private transient GradientRequest request;
    private transient ListState<GradientRequest> keptRequest;

    RowsOperator(RoundWorker<R> worker) {
        this.worker = worker;
    }

    static int subtaskOf(int bucket, int subtasks) {
        return bucket % subtasks;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        keptRequest =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "request", TypeInformation.of(GradientRequest.class)));
        keptRequest.get().forEach(kept -> request = kept);
        rows = new RowBuckets<>(worker, pages());
        for (StatePartitionStreamProvider kept : context.getRawOperatorStateInputs()) {
            try (InputStream stream = kept.getStream()) {
                DataInputViewStreamWrapper in =
                        new DataInputViewStreamWrapper(new BufferedInputStream(stream));
                worker.readCommon(in);
                rows.restore(in, subtask(), subtasks());
            }
        }
    }

    /** In this operator's share of the slot's managed memory, which its weight decides. */
    private PageStore pages() {
        Environment environment = getContainingTask().getEnvironment();
        double share =
                getOperatorConfig()
                        .getManagedMemoryFractionOperatorUseCaseOfSlot(
                                ManagedMemoryUseCase.OPERATOR,
                                environment.getTaskManagerInfo().getConfiguration(),
                                getUserCodeClassloader());
        return new PageStore(
                getContainingTask(),
                environment.getMemoryManager(),
                share,
                environment.getIOManager());
    }

    private int subtask() {
        return getRuntimeContext().getIndexOfThisSubtask();
    }

    private int subtasks() {
        return getRuntimeContext().getNumberOfParallelSubtasks();
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
        OperatorStateCheckpointOutputStream stream = context.getRawOperatorStateOutput();
        stream.startNewPartition();
        BufferedOutputStream buffered = new BufferedOutputStream(stream);
        DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(buffered);
        worker.writeCommon(out);
        rows.write(out, subtask(), subtasks());
        buffered.flush();
    }

    @Override
    public void processElement1(StreamRecord<R> row) throws Exception {
        rows.add(row.getValue());
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
        for (int bucket = subtask(); bucket < worker.buckets(); bucket += subtasks()) {
            try {
                collector.collect(rows.answer(bucket, request));
            } catch (IOException e) {
                throw new UncheckedIOException("Training rows cannot be kept.", e);
            }
        }
        request = null;
    }

    @Override
    public void onIterationTerminated(Context context, Collector<GradientSums> collector) {
        worker.close();
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Training rows cannot be deleted.", e);
        }
    }

    @Override
    public void close() throws Exception {
        worker.close();
        if (rows != null) {
            rows.close();
        }
        super.close();
    }
}
