package io.flinklab.training.logistic;

import org.apache.flink.iteration.IterationListener;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds up the answers of one round and asks the next; gives out steps, at the end the model. */
final class SolverOperator extends AbstractStreamOperator<Request>
        implements OneInputStreamOperator<Partial, Request>, IterationListener<Request> {

    private static final Logger STEP_LOG = LoggerFactory.getLogger(SolverOperator.class);

    private final Settings settings;
    private transient Training training;
    private transient OrderedSum sum;

    SolverOperator(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void open() throws Exception {
        super.open();
        training = new Training(settings);
        sum = new OrderedSum();
    }

    @Override
    public void processElement(StreamRecord<Partial> partial) {
        sum.add(partial.getValue());
    }

    @Override
    public void onEpochWatermarkIncremented(
            int epoch, Context context, Collector<Request> collector) {
        if (sum.isEmpty()) {
            return;
        }
        int known = training.history().size();
        training.advance(sum.take());
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
