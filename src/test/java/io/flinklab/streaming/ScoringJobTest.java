package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScoringJobTest {
    @TempDir private static Path directory;
    private static ServedModel model;

    @BeforeAll
    static void publishOne() {
        model = LiveModels.in(directory).version(1);
    }

    @ParameterizedTest
    @MethodSource("scorings")
    void shouldLeaveItsCallersEnvironmentAsItWas(Scoring scoring) throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(3);
        environment.setMaxParallelism(7);
        environment.enableCheckpointing(1_234);
        ExecutionConfig config = InstantiationUtil.clone(environment.getConfig());
        Configuration checkpoints = environment.getCheckpointConfig().toConfiguration();
        Configuration configuration = new Configuration();
        configuration.addAll((Configuration) environment.getConfiguration());
        long bufferTimeout = environment.getBufferTimeout();

        MessageSource source =
                MessageSource.watched(Churn.SCHEMA, directory.toString(), Duration.ofSeconds(1));
        scoring.apply(environment, new ScoringJob(environment, source))
                .sinkTo(
                        FileRows.sink(directory.toString(), ScoreRows.type(Churn.SCHEMA)),
                        FileRows.sink(directory.toString(), RejectRows.TYPE));
        environment.getStreamGraph();

        assertThat(environment.getConfig()).isEqualTo(config);
        assertThat(environment.getConfig().isObjectReuseEnabled()).isFalse();
        assertThat(environment.getCheckpointConfig().toConfiguration()).isEqualTo(checkpoints);
        assertThat(environment.getConfiguration()).isEqualTo(configuration);
        assertThat(environment.getBufferTimeout()).isEqualTo(bufferTimeout);
    }

    static Stream<Scoring> scorings() {
        ScoringOptions options = new ScoringOptions(8);
        return Stream.of(
                (environment, job) -> job.score(model, options),
                (environment, job) -> job.score(updates(environment), options),
                (environment, job) ->
                        job.score(RemoteOptions.of(URI.create("http://127.0.0.1:8080"))));
    }

    private static ModelUpdates updates(StreamExecutionEnvironment environment) {
        return ModelUpdates.at(
                ModelUpdates.ticks(environment, Duration.ofSeconds(1)),
                StoreLocation.of(directory),
                model,
                List.of());
    }

    private interface Scoring
            extends BiFunction<StreamExecutionEnvironment, ScoringJob, ScoredStream> {}
}
