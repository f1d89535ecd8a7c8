package io.flinklab.training.network;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.iteration.DataStreamList;
import org.apache.flink.iteration.IterationBody;
import org.apache.flink.iteration.IterationBodyResult;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The job graph of one training. Each round the parameters go to all subtasks that hold rows, and
 * their gradients come back to one that adds them up: an all-reduce by way of one subtask. Flink
 * ML's {@code allReduceSum} adds in an order that depends on the parallelism, and so would the last
 * bits of the network; here the sum has one order, Adam's state lies in one place, and the
 * replicas, sent anew each round, are equal.
 */
final class NetworkLoop implements IterationBody {
    static final OutputTag<NetworkParameters> PARAMETERS =
            new OutputTag<>("parameters", TypeInformation.of(NetworkParameters.class));
    static final OutputTag<EpochLoss> CURVE =
            new OutputTag<>("curve", TypeInformation.of(EpochLoss.class));

    private static final long serialVersionUID = 1;

    private final NetworkOptions options;

    NetworkLoop(NetworkOptions options) {
        this.options = options;
    }

    @Override
    public IterationBodyResult process(DataStreamList variables, DataStreamList data) {
        DataStream<Ask> asks = variables.get(0);
        DataStream<NetworkRow> rows = data.get(0);
        SingleOutputStreamOperator<Answer> answers =
                rows.connect(asks.broadcast())
                        .transform(
                                "gradient over training rows",
                                TypeInformation.of(Answer.class),
                                new NetworkRowsOperator(options));
        SingleOutputStreamOperator<Ask> next =
                answers.transform(
                                "descend",
                                TypeInformation.of(Ask.class),
                                new DescentOperator(options))
                        .setParallelism(1);
        return new IterationBodyResult(
                DataStreamList.of(next),
                DataStreamList.of(next.getSideOutput(PARAMETERS), next.getSideOutput(CURVE)));
    }
}
