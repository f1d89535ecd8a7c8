package io.flinklab.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster inside this process, kept for all jobs of a session. Flink's own local
 * environment starts and stops a cluster for each job; this one also keeps the web UI up between
 * jobs.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** The most slots: with more, tasks wait for buffers of the cluster's network. */
    static final int MOST_SLOTS = 64;

    /** More than a course's job needs; memory is taken by those that a job fills. */
    static final int NOTEBOOK_SLOTS = 8;

    /** What Flink gives to two local slots. */
    private static final MemorySize MANAGED_MEMORY_OF_A_SLOT = MemorySize.ofMebiBytes(64);

    /** Logs at each start that it found no native BLAS, which small vectors do not need. */
    private static final Logger NETLIB = Logger.getLogger("dev.ludovic.netlib");

    private final ClusterStart cluster;
    private final Path userClasses;

    private EmbeddedCluster(ClusterStart cluster, Path userClasses) {
        this.cluster = cluster;
        this.userClasses = userClasses;
    }

    /**
     * Starts a cluster on the loopback interface with a free port for its web UI, without waiting
     * for it: building the first job takes as long. A cluster that cannot start fails its first
     * job.
     *
     * @param slots task chains that can run side by side, 1 to 64; the largest parallelism of a job
     * @throws IllegalArgumentException the number of slots is outside of that range
     */
    public static EmbeddedCluster start(int slots) throws IOException {
        return start(slots, new Configuration());
    }

    /** Starts one for a notebook, with room for the programs that its reader brings. */
    static EmbeddedCluster forNotebook() throws IOException {
        Configuration settings = new Configuration();
        settings.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MANAGED_MEMORY_OF_A_SLOT.multiply(NOTEBOOK_SLOTS));
        return start(NOTEBOOK_SLOTS, settings);
    }

    /** The same, with Flink's settings for the cluster, for example metric reporters. */
    static EmbeddedCluster start(int slots, Configuration settings) throws IOException {
        if (slots < 1 || slots > MOST_SLOTS) {
            throw new IllegalArgumentException(
                    "A cluster in this process has 1 to %s slots; found %s."
                            .formatted(MOST_SLOTS, slots));
        }
        NETLIB.setLevel(Level.SEVERE);
        // Two threads that meet in SLF4J's first use print a page of warnings.
        LoggerFactory.getILoggerFactory();
        Path userClasses = Files.createTempDirectory("flink-ml-lab-classes");
        // A notebook may end without closing what its cells opened.
        userClasses.toFile().deleteOnExit();
        return new EmbeddedCluster(ClusterStart.of(slots, settings), userClasses);
    }

    /** A new environment, empty of operators, whose jobs run here at parallelism 1. */
    public StreamExecutionEnvironment environment() {
        return environment(new Configuration());
    }

    /** The same, with Flink's settings for its jobs, for example a savepoint to begin from. */
    StreamExecutionEnvironment environment(Configuration settings) {
        Configuration configuration = new Configuration(settings);
        configuration.set(DeploymentOptions.TARGET, Executor.NAME);
        // Otherwise execute() returns when the job was submitted.
        configuration.set(DeploymentOptions.ATTACHED, true);
        configuration.set(PipelineOptions.CLASSPATHS, classpaths());
        StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(
                        new Executor(cluster),
                        configuration,
                        Thread.currentThread().getContextClassLoader());
        environment.setParallelism(1);
        return environment;
    }

    /** Runs here the jobs of an environment that Flink made, with the settings of that one. */
    PipelineExecutor executor() {
        return (pipeline, settings, userCodeClassLoader) -> {
            Configuration configuration = new Configuration(settings);
            configuration.set(
                    PipelineOptions.CLASSPATHS,
                    settings.getOptional(PipelineOptions.CLASSPATHS)
                            .filter(given -> !given.isEmpty())
                            .orElse(classpaths()));
            return new Executor(cluster).execute(pipeline, configuration, userCodeClassLoader);
        };
    }

    /**
     * Without an entry Flink loads user code through the system's class loader. With any, an empty
     * directory for example, it loads it through the class loader that Flink itself came from, and
     * that is where a notebook's kernel keeps what cells define.
     */
    private List<String> classpaths() {
        return List.of(userClasses.toUri().toString());
    }

    /** Where the web UI answers while this cluster runs. */
    public URI webUi() throws InterruptedException, ExecutionException {
        return cluster.await().getRestAddress().get();
    }

    /** How many jobs were submitted to this cluster so far, whether they ended, failed or run. */
    public int jobs() throws InterruptedException, ExecutionException {
        return cluster.await().listJobs().get().size();
    }

    /** Stops the cluster and every job on it. */
    @Override
    public void close() {
        cluster.stop();
        userClasses.toFile().delete();
    }

    /**
     * Hands an environment's jobs to the cluster, without a detour over HTTP, whatever a
     * configuration asks for.
     */
    private record Executor(ClusterStart cluster)
            implements PipelineExecutorServiceLoader, PipelineExecutorFactory, PipelineExecutor {
        private static final String NAME = "embedded";

        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
            return this;
        }

        @Override
        public Stream<String> getExecutorNames() {
            return Stream.of(NAME);
        }

        @Override
        public String getName() {
            return NAME;
        }

        @Override
        public boolean isCompatibleWith(Configuration configuration) {
            return true;
        }

        @Override
        public PipelineExecutor getExecutor(Configuration configuration) {
            return this;
        }

        @Override
        public CompletableFuture<JobClient> execute(
                Pipeline pipeline, Configuration configuration, ClassLoader userCodeClassLoader)
                throws Exception {
            JobGraph job =
                    PipelineExecutorUtils.getJobGraph(pipeline, configuration, userCodeClassLoader);
            MiniCluster running = cluster.await(job.getMaximumParallelism());
            return running.submitJob(job)
                    .thenApply(
                            submitted ->
                                    new ClusterClientJobClientAdapter<>(
                                            () -> new MiniClusterClient(configuration, running),
                                            submitted.getJobID(),
                                            userCodeClassLoader));
        }
    }
}
