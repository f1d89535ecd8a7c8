package io.flinklab.app;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.client.deployment.ClusterClientJobClientAdapter;
import org.apache.flink.client.deployment.executors.PipelineExecutorUtils;
import org.apache.flink.client.program.MiniClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;

/** Hands an environment's jobs to a MiniCluster, without a detour over HTTP. */
final class EmbeddedExecutor implements PipelineExecutor {
    static final String NAME = "embedded";

    private final ClusterStart cluster;

    private EmbeddedExecutor(ClusterStart cluster) {
        this.cluster = cluster;
    }

    @Override
    public CompletableFuture<JobClient> execute(
            Pipeline pipeline, Configuration configuration, ClassLoader userCodeClassLoader)
            throws Exception {
        JobGraph job =
                PipelineExecutorUtils.getJobGraph(pipeline, configuration, userCodeClassLoader);
        MiniCluster running = cluster.await();
        return running.submitJob(job)
                .thenApply(
                        submitted ->
                                new ClusterClientJobClientAdapter<>(
                                        () -> new MiniClusterClient(configuration, running),
                                        submitted.getJobID(),
                                        userCodeClassLoader));
    }

    /** Makes this executor, whatever a configuration asks for. */
    static final class Loader implements PipelineExecutorServiceLoader {
        private final ClusterStart cluster;

        Loader(ClusterStart cluster) {
            this.cluster = cluster;
        }

        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
            return new Factory(cluster);
        }

        @Override
        public Stream<String> getExecutorNames() {
            return Stream.of(NAME);
        }
    }

    private record Factory(ClusterStart cluster) implements PipelineExecutorFactory {
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
            return new EmbeddedExecutor(cluster);
        }
    }
}
