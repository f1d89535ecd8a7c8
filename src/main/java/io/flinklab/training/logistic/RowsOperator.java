package io.flinklab.training.logistic;

import org.apache.flink.iteration.IterationListener;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;

/** Holds the rows of its buckets and answers one request each round. */
final class RowsOperator extends AbstractStreamOperator<Partial>
        implements TwoInputStreamOperator<Example, Request, Partial>, IterationListener<Partial> {

    private transient TrainingRows rows;
    private transient Request request;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        if (context.isRestored()) {
            throw new TrainingException(
                    "Training cannot go on from a checkpoint: its rows are not kept there. Start"
                            + " the job again without restoring.");
        }
        rows = new TrainingRows();
    }

    @Override
    public void processElement1(StreamRecord<Example> example) {
        int subtasks = getRuntimeContext().getNumberOfParallelSubtasks();
        int bucket = TrainingRows.bucketOf(example.getValue());
        if (TrainingRows.subtaskOf(bucket, subtasks)
                != getRuntimeContext().getIndexOfThisSubtask()) {
            throw new IllegalStateException("A row of bucket " + bucket + " came astray.");
        }
        rows.add(example.getValue());
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
    }
}
