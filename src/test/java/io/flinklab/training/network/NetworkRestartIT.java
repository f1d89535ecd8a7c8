package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.rounds.FailOnce;
import io.flinklab.training.rounds.StoredStates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkRestartIT {
    private static final NetworkOptions OPTIONS =
            new NetworkOptions(2, List.of(8), 0.01, 32, 40, 40, 0.2, 0.01, 0.9, 5);
    private static final List<NetworkRow> ROWS = SyntheticNetworkRows.of(600, 5, 2);

    @TempDir private Path checkpoints;

    @BeforeAll
    static void needsTorch() {
        Torch.require();
    }

    @Test
    void shouldGoOnFromACheckpointAfterAFailure() throws Exception {
        PlainNetworkTraining undisturbed = PlainNetworkTraining.of(ROWS, OPTIONS);

        // A busy machine may finish training before it finishes a checkpoint.
        int attempts = 0;
        do {
            assertThat(train().values).isEqualTo(undisturbed.parameters());
        } while (!FailOnce.hasGoneOn() && ++attempts < 5);

        assertThat(FailOnce.hasGoneOn()).isTrue();
        // Had it begun again, it would be all of them.
        assertThat(FailOnce.seenSinceFailure()).isLessThan(OPTIONS.epochs());
    }

    private NetworkParameters train() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.getConfig().disableGenericTypes();
        env.enableCheckpointing(10);
        env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri());
        env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        NetworkFit fit =
                NetworkFit.ofRead(
                        env.fromCollection(ROWS), OPTIONS, Duration.ZERO, StoredStates.NONE);
        Iterator<NetworkParameters> parameters = fit.parameters().collectAsync();
        fit.curve()
                .map(new FailOnce<>(), TypeInformation.of(EpochLoss.class))
                .setParallelism(1)
                .executeAndCollect("curve", OPTIONS.epochs() + 1);
        List<NetworkParameters> all = new ArrayList<>();
        parameters.forEachRemaining(all::add);
        return NetworkParameters.whole(all);
    }
}
