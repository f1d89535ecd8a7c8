package io.flinklab.app;

import io.flinklab.store.flink.StoreLocation;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.restartstrategy.RestartStrategies;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.RestoreMode;
import org.apache.flink.runtime.jobgraph.SavepointConfigOptions;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.storage.JobManagerCheckpointStorage;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.CheckpointConfig.ExternalizedCheckpointCleanup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Option;

/** Options that say where a stream runs and where it keeps its state. */
final class StreamRuntime implements AutoCloseable {
    private static final Time FIRST_PAUSE = Time.seconds(1);
    private static final Time LONGEST_PAUSE = Time.seconds(30);
    private static final Time QUIET = Time.minutes(5);
    private static final int BATCH_RESTARTS = 3;

    /** Flink takes no less. */
    private static final long SHORTEST_CHECKPOINT_MILLIS = 10;

    /** Where the model may change, a row would spend most of its wait on Flink's own 100 ms. */
    private static final long BUFFER_MILLIS = 5;

    @Option(
            names = "--cluster",
            description =
                    "A Flink cluster's host:port (default: the one that runs this program, otherwise"
                            + " one in this process).")
    private RestAddress remote;

    @Option(
            names = "--checkpoint",
            defaultValue = "10s",
            description =
                    "How often to checkpoint; scores are visible after one"
                            + " (default: ${DEFAULT-VALUE}).")
    private Duration checkpoint;

    @Option(
            names = "--state",
            description =
                    "A directory for checkpoints and, when the stream is stopped or has come to"
                            + " its end, its savepoint: the next run of the same command goes on"
                            + " from there, and scores what is new. Its source, sink and rejects"
                            + " stay the same. Flink makes objects of what it finds, so let"
                            + " nobody else write there.")
    private StoreLocation state;

    @Option(
            names = "--prometheus",
            paramLabel = "[HOST:]PORT",
            description =
                    "Serve metrics to Prometheus at this port of this machine alone, or of HOST:"
                            + " 0.0.0.0 is every address of this machine, for whoever reaches it.")
    private ListenAddress prometheus;

    /** The last one may be damaged by what ended the process. */
    private static final int RETAINED = 2;

    private int parallelism = 1;
    private EmbeddedCluster embedded;

    /**
     * Looks at the options alone.
     *
     * @param subtasks of the source, and of what scores
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check(int subtasks) {
        parallelism = subtasks;
        require(parallelism > 0, "--parallelism is 1 or more; found " + parallelism);
        int most =
                remote == null && !isItsClusters()
                        ? EmbeddedCluster.MOST_SLOTS
                        : KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM;
        require(
                parallelism <= most,
                "--parallelism is at most %s %s; found %s"
                        .formatted(
                                most,
                                remote == null && !isItsClusters()
                                        ? "in this process"
                                        : "on a cluster",
                                parallelism));
        require(
                checkpoint.toMillis() >= SHORTEST_CHECKPOINT_MILLIS,
                "--checkpoint is 10ms or more; found " + checkpoint.toMillis() + "ms");
        require(
                state == null || !isItsClusters(),
                "--state is not for a program that a cluster runs: its state is where the cluster's"
                        + " state.checkpoints.dir and execution.savepoint.path say");
        if (prometheus != null) {
            require(
                    remote == null && !isItsClusters(),
                    "--prometheus is for a cluster in this process. One elsewhere has reporters of"
                            + " its own: see metrics.reporter in its flink-conf.yaml.");
        }
    }

    /** Checks before the job runs that its cluster answers and the port for metrics is free. */
    void requireCluster() {
        if (prometheus != null) {
            prometheus.requireFree();
        }
        if (remote != null) {
            remote.requireCluster();
        }
    }

    /** An environment for one job with an end, whose results are visible there. */
    StreamExecutionEnvironment batch() throws IOException {
        StreamExecutionEnvironment environment = newEnvironment(new Configuration());
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        environment.setRestartStrategy(
                RestartStrategies.fixedDelayRestart(BATCH_RESTARTS, FIRST_PAUSE));
        return environment;
    }

    /**
     * An environment for one job whose results are visible after each checkpoint.
     *
     * @param from where the job goes on, if it does
     */
    StreamExecutionEnvironment streaming(Optional<JobState.Resumption> from) throws IOException {
        StreamExecutionEnvironment environment = newEnvironment(restored(from));
        environment.enableCheckpointing(checkpoint.toMillis(), CheckpointingMode.EXACTLY_ONCE);
        environment.setBufferTimeout(BUFFER_MILLIS);
        environment.setRestartStrategy(
                RestartStrategies.exponentialDelayRestart(FIRST_PAUSE, LONGEST_PAUSE, 2, QUIET, 0));
        if (embedded != null) {
            // Flink's own keeps 5 MB at most; a window, or rows that wait for labels, may be more.
            environment
                    .getCheckpointConfig()
                    .setCheckpointStorage(new JobManagerCheckpointStorage(Integer.MAX_VALUE));
        }
        state().ifPresent(directory -> keepState(environment.getCheckpointConfig(), directory));
        return environment;
    }

    /** Where the stream's state is kept, if it is. */
    Optional<JobState> state() {
        return Optional.ofNullable(state).map(StoreLocation::text).map(JobState::new);
    }

    /** Where the web UI is. */
    URI webUi() throws InterruptedException, ExecutionException {
        if (embedded != null) {
            return embedded.webUi();
        } else if (remote != null) {
            return remote.uri();
        }
        ReadableConfig its =
                StreamExecutionEnvironment.getExecutionEnvironment().getConfiguration();
        return new RestAddress(its.get(RestOptions.ADDRESS), its.get(RestOptions.PORT)).uri();
    }

    /** Whether the job is that of a cluster which runs this program, and stops it, too. */
    boolean isItsClusters() {
        return remote == null && Main.isRunByFlink();
    }

    private StreamExecutionEnvironment newEnvironment(Configuration configuration)
            throws IOException {
        StreamExecutionEnvironment environment = connected(configuration);
        environment.setParallelism(parallelism);
        // Faster, and no operator or sink of the stream keeps a row.
        environment.getConfig().enableObjectReuse();
        return environment;
    }

    private StreamExecutionEnvironment connected(Configuration configuration) throws IOException {
        if (remote != null) {
            return remote.environment(configuration);
        } else if (isItsClusters()) {
            return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        }
        embedded = EmbeddedCluster.start(parallelism, settings());
        return embedded.environment(configuration);
    }

    private static Configuration restored(Optional<JobState.Resumption> from) {
        Configuration configuration = new Configuration();
        from.ifPresent(
                last -> {
                    configuration.set(SavepointConfigOptions.SAVEPOINT_PATH, last.directory());
                    configuration.set(
                            SavepointConfigOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
                            last.hasMore());
                    // What is no longer needed is deleted.
                    configuration.set(SavepointConfigOptions.RESTORE_MODE, RestoreMode.CLAIM);
                });
        return configuration;
    }

    /** Of a cluster in this process; of a job's own settings Flink takes no number to retain. */
    private Configuration settings() {
        Configuration configuration = new Configuration();
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, RETAINED);
        if (prometheus != null) {
            PrometheusAtAddress.configure(configuration, prometheus);
        }
        return configuration;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static void keepState(CheckpointConfig config, JobState directory) {
        config.setCheckpointStorage(directory.checkpoints());
        config.setExternalizedCheckpointCleanup(
                ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
