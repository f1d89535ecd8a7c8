package io.flinklab.training.logistic;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.iteration.DataStreamList;
import org.apache.flink.iteration.IterationBody;
import org.apache.flink.iteration.IterationBodyResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The job graph of one training. Each round one subtask's request goes to all that hold rows, and
 * their sums come back to it: a star, because the sums are small and the solver's state then lies
 * in one place. The loop ends when the solver asks nothing more.
 */
final class TrainingLoop implements IterationBody {
    static final OutputTag<LogisticModelData> MODEL =
            new OutputTag<>("model", TypeInformation.of(LogisticModelData.class));
    static final OutputTag<TrainingStep> STEPS =
            new OutputTag<>("steps", TypeInformation.of(TrainingStep.class));

    private static final long serialVersionUID = 1;

    private final Settings settings;

    TrainingLoop(Settings settings) {
        this.settings = settings;
    }

    @Override
    public IterationBodyResult process(DataStreamList variables, DataStreamList data) {
        DataStream<Request> requests = variables.get(0);
        DataStream<WeightedRow> examples = data.get(0);
        SingleOutputStreamOperator<Partial> partials =
                examples.connect(requests.broadcast())
                        .transform(
                                "sum over training rows",
                                TypeInformation.of(Partial.class),
                                new RowsOperator());
        SingleOutputStreamOperator<Request> next =
                partials.transform(
                                "solve",
                                TypeInformation.of(Request.class),
                                new SolverOperator(settings))
                        .setParallelism(1);
        return new IterationBodyResult(
                DataStreamList.of(next),
                DataStreamList.of(next.getSideOutput(MODEL), next.getSideOutput(STEPS)));
    }
}
