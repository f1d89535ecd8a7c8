package io.flinklab.training.rounds;

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
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds up the sums of one round and sends the next request; gives out the steps, and at the end the
 * model.
 *
 * @param <P> a step
 * @param <M> the model or a piece of it
 */
final class SolverOperator<P, M> extends AbstractStreamOperator<GradientRequest>
        implements OneInputStreamOperator<GradientSums, GradientRequest>,
                IterationListener<GradientRequest> {
    private static final long serialVersionUID = 1;
    private static final Logger STEP_LOG = LoggerFactory.getLogger(SolverOperator.class);

    /** All that a checkpoint has to keep. */
    private record State<P, M>(RoundSolver<P, M> solver, OrderedSums sums)
            implements Serializable {}

    private final State<P, M> start;
    private final OutputTag<P> steps;
    private final OutputTag<M> model;
    private transient State<P, M> state;
    private transient ListState<byte[]> keptState;

    SolverOperator(RoundSolver<P, M> solver, int buckets, OutputTag<P> steps, OutputTag<M> model) {
        this.start = new State<>(solver, new OrderedSums(buckets));
        this.steps = steps;
        this.model = model;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        keptState =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "solver", BytePrimitiveArraySerializer.INSTANCE));
        state = start;
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
    public void processElement(StreamRecord<GradientSums> sums) {
        state.sums.add(sums.getValue());
    }

    @Override
    public void onEpochWatermarkIncremented(
            int round, Context context, Collector<GradientRequest> collector) {
        if (state.sums.isEmpty()) {
            return;
        }
        RoundSolver<P, M> solver = state.solver;
        int known = solver.progress().size();
        solver.take(state.sums.take(solver.request()));
        for (P step : solver.progress().subList(known, solver.progress().size())) {
            STEP_LOG.info("Training, {}", step);
            context.output(steps, step);
        }
        if (solver.request() == null) {
            solver.result().forEach(piece -> context.output(model, piece));
        } else {
            collector.collect(solver.request());
        }
    }

    @Override
    public void onIterationTerminated(Context context, Collector<GradientRequest> collector) {}
}
