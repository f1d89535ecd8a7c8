package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.rounds.FailOnce;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRestartIT {
    private static final Settings SETTINGS = new Settings(1, 100, 0, true, "none", "newton");
    private static final List<WeightedRow> ROWS = SyntheticRows.of(2000, 390, 4);

    @TempDir private Path checkpoints;

    @Test
    void shouldGoOnFromACheckpointAfterAFailure() throws Exception {
        LogisticModelData expected = PlainTraining.train(ROWS, SETTINGS);

        // A busy machine may finish training before it finishes a checkpoint.
        int attempts = 0;
        do {
            assertThat(train())
                    .extracting(step -> step.objective)
                    .containsExactly(
                            Arrays.stream(expected.objectives).boxed().toArray(Double[]::new));
        } while (!FailOnce.hasGoneOn() && ++attempts < 5);

        assertThat(FailOnce.hasGoneOn()).isTrue();
    }

    private List<TrainingStep> train() throws Exception {
        LogisticTables flink = new LogisticTables(2);
        flink.env.enableCheckpointing(10);
        flink.env.getCheckpointConfig().setCheckpointStorage(checkpoints.toUri());
        flink.env.setRestartStrategy(RestartStrategies.fixedDelayRestart(1, 0));
        return new PenalizedLogisticRegression()
                .setReg(1.0)
                .setTol(0.0)
                .fit(flink.table(ROWS))
                .trainingSteps()
                .orElseThrow()
                .map(new FailOnce<>(), TypeInformation.of(TrainingStep.class))
                .setParallelism(1)
                .executeAndCollect("steps", 200);
    }
}
