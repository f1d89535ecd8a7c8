package io.flinklab.kit;

import java.net.URI;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.ClusterOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster inside this process: two task managers of two slots each. */
public final class TwoTaskManagers implements AutoCloseable {
    private final MiniCluster cluster;
    private final URI rest;
    private int next;

    private TwoTaskManagers(MiniCluster cluster) throws Exception {
        this.cluster = cluster;
        this.rest = cluster.getRestAddress().get();
    }

    public static TwoTaskManagers start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString(RestOptions.ADDRESS, "localhost");
        configuration.setString(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.setString(RestOptions.BIND_PORT, "0");
        // Otherwise one of them would run all of a small job.
        configuration.set(ClusterOptions.EVENLY_SPREAD_OUT_SLOTS_STRATEGY, true);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(2)
                                .setNumSlotsPerTaskManager(2)
                                .build());
        cluster.start();
        return new TwoTaskManagers(cluster);
    }

    /** The cluster's REST interface. */
    public ClusterRest rest() {
        return new ClusterRest(rest.getHost(), rest.getPort());
    }

    /** A new environment, whose jobs are sent over HTTP. */
    public StreamExecutionEnvironment environment() {
        return StreamExecutionEnvironment.createRemoteEnvironment(rest.getHost(), rest.getPort());
    }

    /** Ends one of the two, with what runs there; another takes its place. */
    public void replaceTaskManager() throws Exception {
        cluster.terminateTaskManager(next++).get();
        cluster.startTaskManager();
    }

    /** Makes a checkpoint of a job now, and returns when it is complete. */
    public void checkpoint(JobID job) throws Exception {
        cluster.triggerCheckpoint(job).get();
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
