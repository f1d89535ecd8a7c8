package io.flinklab.training.network;

import java.io.Serializable;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.iteration.IterationListener;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds up one round's answers, takes the step, asks the next; at the end gives the network. */
final class DescentOperator extends AbstractStreamOperator<Ask>
        implements OneInputStreamOperator<Answer, Ask>, IterationListener<Ask> {

    /** All that a checkpoint has to keep. */
    private record State(AdamSolver descent, OrderedAnswers answers) implements Serializable {}

    private static final Logger EPOCH_LOG = LoggerFactory.getLogger(DescentOperator.class);

    private final NetworkOptions options;
    private transient State state;
    private transient ListState<byte[]> keptState;

    DescentOperator(NetworkOptions options) {
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        keptState =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "descent", BytePrimitiveArraySerializer.INSTANCE));
        state = new State(new AdamSolver(options), new OrderedAnswers());
        for (byte[] kept : keptState.get()) {
            state = InstantiationUtil.deserializeObject(kept, getUserCodeClassloader());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        keptState.update(List.of(InstantiationUtil.serializeObject(state)));
    }

    @Override
    public void processElement(StreamRecord<Answer> answer) {
        state.answers.add(answer.getValue());
    }

    @Override
    public void onEpochWatermarkIncremented(int round, Context context, Collector<Ask> collector) {
        if (state.answers.isEmpty()) {
            return;
        }
        AdamSolver descent = state.descent;
        int known = descent.curve().size();
        descent.take(state.answers.take());
        for (EpochLoss epoch : descent.curve().subList(known, descent.curve().size())) {
            EPOCH_LOG.info("Training, {}", epoch);
            context.output(NetworkLoop.CURVE, epoch);
        }
        if (descent.ask() == null) {
            for (NetworkParameters piece : descent.kept().pieces()) {
                context.output(NetworkLoop.PARAMETERS, piece);
            }
        } else {
            collector.collect(descent.ask());
        }
    }

    @Override
    public void onIterationTerminated(Context context, Collector<Ask> collector) {}
}
