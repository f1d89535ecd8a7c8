package io.flinklab.training.rounds;

import io.flinklab.training.TrainingException;
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
    private final OutputTag<String> stages;
    private final StoredStates stored;
    private transient State<P, M> state;
    private transient boolean storing;
    private transient ListState<byte[]> keptState;

    SolverOperator(
            RoundSolver<P, M> solver,
            int buckets,
            OutputTag<P> steps,
            OutputTag<M> model,
            OutputTag<String> stages,
            StoredStates stored) {
        this.start = new State<>(solver, new OrderedSums(buckets));
        this.steps = steps;
        this.model = model;
        this.stages = stages;
        this.stored = stored;
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
        storing = context.isRestored();
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
        int iterations = solver.iterations();
        solver.take(state.sums.take(solver.request()));
        for (P step : solver.progress().subList(known, solver.progress().size())) {
            STEP_LOG.info("Training, {}", step);
            context.output(steps, step);
        }
        if (solver.request() == null) {
            solver.result().forEach(piece -> context.output(model, piece));
            if (solver.stages() != null) {
                context.output(stages, solver.stages());
            }
        } else {
            if (solver.iterations() > iterations && stored.isDue(solver.iterations())) {
                store(solver);
            }
            collector.collect(solver.request());
        }
    }

    /** Fails where no state can be stored; one that is missing later does not end the training. */
    private void store(RoundSolver<P, M> solver) {
        try {
            stored.write(solver);
            storing = true;
        } catch (RuntimeException failed) {
            if (!storing) {
                throw new TrainingException(
                        "Training cannot store its state where its job solves; the machines of a"
                                + " cluster reach the store at the same path or address. "
                                + failed.getMessage(),
                        failed);
            }
            STEP_LOG.warn(
                    "Training goes on, but its state after iteration {} is not stored: {}",
                    solver.iterations(),
                    failed.toString());
        }
    }

    @Override
    public void onIterationTerminated(Context context, Collector<GradientRequest> collector) {}
}
