package io.flinklab.training;

import java.util.List;
import java.util.Optional;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The operators that a training job adds to its caller's environment. While they are added, the
 * environment does not reuse objects, because the rows of Flink ML's stages get the names of their
 * columns from the copies. Closing this restores the environment's settings and removes operators
 * that were neither kept nor run.
 */
public final class AddedOperators implements AutoCloseable {
    private final StreamExecutionEnvironment environment;
    private final Optional<Integer> parallelism;
    private final boolean objectReuse;
    private final int before;
    private boolean kept;

    private AddedOperators(StreamExecutionEnvironment environment) {
        this.environment = environment;
        parallelism =
                environment
                        .getConfig()
                        .toConfiguration()
                        .getOptional(CoreOptions.DEFAULT_PARALLELISM);
        objectReuse = environment.getConfig().isObjectReuseEnabled();
        before = environment.getTransformations().size();
    }

    /** The operators that are added to an environment from now on. */
    public static AddedOperators to(StreamExecutionEnvironment environment) {
        AddedOperators added = new AddedOperators(environment);
        if (added.objectReuse) {
            environment.getConfig().disableObjectReuse();
        }
        return added;
    }

    /**
     * Refuses an environment whose own jobs could not run the operators.
     *
     * @throws TrainingException it reuses objects
     */
    static void requireCopies(StreamExecutionEnvironment environment) {
        if (environment.getConfig().isObjectReuseEnabled()) {
            throw new TrainingException(
                    "Expected an environment without object reuse, which Flink ML's stages do not"
                            + " bear; found it enabled. Call getConfig().disableObjectReuse(), or"
                            + " let run(...) run the job, which takes any environment.");
        }
    }

    /** Submits a job of these operators and of those that the caller added before. */
    public JobRun submit(String name) throws Exception {
        return JobRun.of(environment.executeAsync(name));
    }

    /** Leaves the operators in the environment for its next job. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() {
        parallelism.ifPresentOrElse(
                environment::setParallelism, environment.getConfig()::resetParallelism);
        if (objectReuse) {
            environment.getConfig().enableObjectReuse();
        }
        List<Transformation<?>> operators = environment.getTransformations();
        if (!kept && operators.size() > before) {
            operators.subList(before, operators.size()).clear();
        }
    }
}
