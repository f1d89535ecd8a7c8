package io.flinklab.app;

import io.flinklab.data.flink.FlinkPath;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.training.JobFailure;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say where a training runs, and what it survives. */
final class TrainingRuntime {
    /** Until Flink finds out that a task manager is dead, a job may begin on it several times. */
    private static final int MOST_RESTARTS = 20;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    /** Flink takes no less. */
    private static final Duration SHORTEST_CHECKPOINT = Duration.ofMillis(10);

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--parallelism",
            defaultValue = "1",
            description =
                    "Subtasks that train, 1 to "
                            + EmbeddedCluster.MOST_SLOTS
                            + " (default: ${DEFAULT-VALUE}).")
    private int parallelism;

    @Option(
            names = "--cluster",
            description =
                    "A Flink cluster's host:port (default: the one that runs this program, otherwise"
                            + " one in this process). Its machines find --data and --store at the"
                            + " same paths or addresses, and Kafka where --data is a topic.")
    private RestAddress remote;

    @Option(
            names = "--checkpoint",
            description =
                    "How often the job on a --cluster keeps how far it is, as 10s. Where it loses a"
                            + " task manager, it goes on from there, to the same model (default:"
                            + " never, and the job fails).")
    private Duration checkpoint;

    @Option(
            names = "--state",
            description =
                    "Where checkpoints go: a directory that the machines of the --cluster share, or"
                            + " an address as s3://bucket/state (default: the cluster's"
                            + " state.checkpoints.dir).")
    private StoreLocation state;

    /** How many subtasks train. */
    int parallelism() {
        return parallelism;
    }

    /** Whether a job is to keep how far it is. */
    boolean hasCheckpoints() {
        return checkpoint != null;
    }

    /**
     * Looks at the options, and whether the cluster is there, reads the data again, and writes into
     * the store's directory.
     *
     * @throws ParameterException if they are not as they should be
     * @throws StreamException if there is no cluster
     */
    void check(DataOptions data) {
        if (parallelism > EmbeddedCluster.MOST_SLOTS) {
            throw refused(
                    "--parallelism is at most %s; found %s"
                            .formatted(EmbeddedCluster.MOST_SLOTS, parallelism));
        }
        checkCheckpoints();
        if (isElsewhere()) {
            requireShared(data);
        }
        if (remote != null) {
            remote.requireCluster();
        }
    }

    private void checkCheckpoints() {
        if (!isElsewhere() && (checkpoint != null || state != null)) {
            throw refused(
                    "--checkpoint and --state are for a --cluster; the one in this process ends with"
                            + " what could fail");
        } else if (state != null && checkpoint == null) {
            throw refused("--state: say with --checkpoint how often, as 10s");
        } else if (checkpoint != null && checkpoint.compareTo(SHORTEST_CHECKPOINT) < 0) {
            throw refused("--checkpoint is 10ms or more; found " + checkpoint.toMillis() + "ms");
        }
    }

    private void requireShared(DataOptions data) {
        if (!data.isTopic()) {
            FlinkPath.local(data.address()).ifPresent(this::requireReadableAgain);
        }
    }

    private void requireReadableAgain(Path path) {
        if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw refused(
                    "--cluster: expected --data that can be read again, a file or a directory; found "
                            + path);
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why + ".");
    }

    /** Trains there, measures and publishes. */
    StoredModel publish(
            LabelledData rows, Recipe recipe, TrainingOptions options, StoreLocation store)
            throws Exception {
        return run(store, training -> training.publish(rows, recipe, options, store.open()));
    }

    /**
     * Runs what trains there.
     *
     * @param store which the cluster's machines reach, too
     */
    <T> T run(StoreLocation store, Jobs<T> jobs) throws Exception {
        if (isElsewhere()) {
            return runElsewhere(
                    ModelTraining.elsewhere(this::environment, store),
                    jobs,
                    spec.commandLine().getErr());
        }
        try (EmbeddedCluster cluster = EmbeddedCluster.start(parallelism)) {
            return jobs.on(new ModelTraining(cluster));
        }
    }

    private boolean isElsewhere() {
        return remote != null || Main.isRunByFlink();
    }

    private StreamExecutionEnvironment environment() {
        return remote == null
                ? StreamExecutionEnvironment.getExecutionEnvironment(settings())
                : remote.environment(settings());
    }

    static <T> T runElsewhere(ModelTraining training, Jobs<T> jobs, PrintWriter err)
            throws Exception {
        try {
            return jobs.on(training);
        } catch (IllegalStateException failed) {
            if (!JobFailure.isOfACommitter(failed)) {
                throw failed;
            }
            err.println(
                    "The job cannot go on from its last checkpoint, which fell between the end of a"
                            + " sink and its commit (FLINK-25920); it begins anew.");
            err.flush();
            return jobs.on(training);
        }
    }

    /** Jobs that train. */
    interface Jobs<T> {
        T on(ModelTraining training) throws Exception;
    }

    private Configuration settings() {
        Configuration settings = new Configuration();
        if (checkpoint != null) {
            settings.set(ExecutionCheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoint);
            settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
            settings.set(
                    RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, MOST_RESTARTS);
            settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, PAUSE);
        }
        if (state != null) {
            settings.set(
                    CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                    FlinkPath.of(state.text()).toString());
        }
        return settings;
    }
}
