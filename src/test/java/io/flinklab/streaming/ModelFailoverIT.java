package io.flinklab.streaming;

import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import io.flinklab.kit.TwoTaskManagers;
import io.flinklab.store.ModelStore;
import io.flinklab.store.flink.StoreLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.RichSinkFunction;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job whose task managers end, one by one: it scores with the store's model all the same. */
class ModelFailoverIT {
    private static final String ONE = "v000001";
    private static final String TWO = "v000002";
    private static final long BY_HAND = Duration.ofDays(1).toMillis();

    @TempDir private Path root;

    @ParameterizedTest
    @EnumSource
    void shouldUseTheStoresModelAfterAFailure(CheckpointingMode mode) throws Exception {
        LiveModels models = LiveModels.in(root);
        models.version(1);
        ModelStore store = models.store();
        try (TwoTaskManagers flink = TwoTaskManagers.start()) {
            JobClient job = submit(flink.environment(), mode, models);
            await(0, ONE);
            models.publish();
            await(0, TWO);
            flink.replaceTaskManager();
            await(1, TWO);
            flink.checkpoint(job.getJobID());

            store.rollback();
            await(1, ONE);
            flink.replaceTaskManager();
            await(2, ONE);
            flink.checkpoint(job.getJobID());

            store.unpin();
            await(2, TWO);
            flink.replaceTaskManager();
            await(3, TWO);
            flink.checkpoint(job.getJobID());

            store.pin(ONE);
            await(3, ONE);
            flink.replaceTaskManager();
            await(4, ONE);
            job.cancel().get();
        }
    }

    private JobClient submit(
            StreamExecutionEnvironment environment, CheckpointingMode mode, LiveModels models)
            throws Exception {
        Versions.LATEST.clear();
        environment.setParallelism(2);
        environment.enableCheckpointing(BY_HAND, mode);
        environment.setRestartStrategy(RestartStrategies.fixedDelayRestart(10, 0));
        ModelUpdates updates =
                ModelUpdates.at(
                        ModelUpdates.ticks(environment, Duration.ofMillis(20)),
                        StoreLocation.of(root),
                        models.version(1),
                        List.of());
        LoadedCustomers.stream(environment, Long.MAX_VALUE, 500)
                .connect(updates.models().broadcast())
                .transform(
                        "score",
                        ScoreRows.type(Churn.SCHEMA),
                        new ScoringOperator.Reloading(updates.first(), new ScoringOptions()))
                .uid("score")
                .addSink(new Versions());
        return environment.executeAsync();
    }

    private static void await(int attempt, String version) throws Exception {
        Eventually.holds(
                "attempt " + attempt + " scores with " + version,
                () ->
                        List.of(version, version)
                                .equals(
                                        List.of(
                                                Versions.latest(attempt, 0),
                                                Versions.latest(attempt, 1))));
    }

    /** Notes what each subtask scored with last, in each attempt. */
    private static final class Versions extends RichSinkFunction<Row> {
        private static final long serialVersionUID = 1L;
        private static final Map<String, String> LATEST = new ConcurrentHashMap<>();

        static String latest(int attempt, int subtask) {
            return LATEST.getOrDefault(attempt + "." + subtask, "");
        }

        @Override
        public void invoke(Row score, Context context) {
            LATEST.put(
                    getRuntimeContext().getAttemptNumber()
                            + "."
                            + getRuntimeContext().getIndexOfThisSubtask(),
                    score.getFieldAs(3));
        }
    }
}
