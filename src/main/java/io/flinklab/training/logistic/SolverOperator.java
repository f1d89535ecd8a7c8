package io.flinklab.training.logistic;

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

/** Adds up the answers of one round and asks the next; gives out steps, at the end the model. */
final class SolverOperator extends AbstractStreamOperator<Request>
        implements OneInputStreamOperator<Partial, Request>, IterationListener<Request> {

    /** All that a checkpoint has to keep. */
    private record Solver(NewtonSolver training, OrderedSum sum) implements Serializable {}

    private static final Logger STEP_LOG = LoggerFactory.getLogger(SolverOperator.class);

    private final Settings settings;
    private transient Solver solver;
    private transient ListState<byte[]> keptSolver;

    SolverOperator(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        keptSolver =
                context.getOperatorStateStore()
                        .getListState(
                                new ListStateDescriptor<>(
                                        "solver", BytePrimitiveArraySerializer.INSTANCE));
        solver = new Solver(new NewtonSolver(settings), new OrderedSum());
        for (byte[] kept : keptSolver.get()) {
            solver = InstantiationUtil.deserializeObject(kept, getUserCodeClassloader());
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        keptSolver.update(List.of(InstantiationUtil.serializeObject(solver)));
    }

    @Override
    public void processElement(StreamRecord<Partial> partial) {
        solver.sum.add(partial.getValue());
    }

    @Override
    public void onEpochWatermarkIncremented(
            int epoch, Context context, Collector<Request> collector) {
        if (solver.sum.isEmpty()) {
            return;
        }
        NewtonSolver training = solver.training;
        int known = training.history().size();
        training.advance(solver.sum.take());
        for (TrainingStep step : training.history().subList(known, training.history().size())) {
            STEP_LOG.info("Training, {}", step);
            context.output(TrainingLoop.STEPS, step);
        }
        if (training.result() == null) {
            collector.collect(training.request());
        } else {
            give(training.result(), context);
        }
    }

    private void give(LogisticModelData model, Context context) {
        if (!model.converged) {
            STEP_LOG.warn(
                    "Training stopped after {} iterations before it converged; raise maxIter or the"
                            + " penalty.",
                    model.iterations);
        }
        context.output(TrainingLoop.MODEL, model);
    }

    @Override
    public void onIterationTerminated(Context context, Collector<Request> collector) {}
}
