package io.flinklab.app;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A MiniCluster that starts beside the thread that asked for it. It listens on the loopback
 * interface alone, and its web UI only shows.
 */
final class ClusterStart {
    private static final String LOOPBACK = "127.0.0.1";

    private final CompletableFuture<MiniCluster> cluster = new CompletableFuture<>();
    private final int slots;
    private volatile boolean stopped;

    private ClusterStart(int slots) {
        this.slots = slots;
    }

    /** Begins to start a cluster with one task manager of so many slots. */
    static ClusterStart of(int slots, Configuration settings) {
        ClusterStart start = new ClusterStart(slots);
        Thread thread = new Thread(() -> start.run(settings), "cluster start");
        thread.setDaemon(true);
        thread.start();
        return start;
    }

    /**
     * The running cluster.
     *
     * @throws IllegalStateException it could not start, or was stopped
     */
    MiniCluster await() throws InterruptedException {
        if (stopped) {
            throw new IllegalStateException(
                    "This Flink cluster was closed. In a notebook run the cell with Lesson.in(\"..\") again, which starts another, and then the cell that makes the environment.");
        }
        try {
            return cluster.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The embedded Flink cluster did not start: " + e.getCause().getMessage(),
                    e.getCause());
        }
    }

    /**
     * The same, for a job of this parallelism.
     *
     * @throws IllegalArgumentException the job would wait in vain for slots
     */
    MiniCluster await(int parallelism) throws InterruptedException {
        MiniCluster running = await();
        if (parallelism > slots) {
            throw new IllegalArgumentException(
                    "This cluster has %s slots; the job's parallelism is %s. Set %s or less."
                            .formatted(slots, parallelism, slots));
        }
        return running;
    }

    /** Stops the cluster once it runs; does nothing if it could not start. */
    void stop() {
        stopped = true;
        MiniCluster running = cluster.exceptionally(failure -> null).join();
        if (running != null) {
            running.closeAsync().join();
        }
    }

    private void run(Configuration settings) {
        try {
            WebUiGuard.require();
            MiniCluster starting = new MiniCluster(configuration(slots, settings));
            starting.start();
            cluster.complete(starting);
        } catch (Exception | LinkageError e) {
            cluster.completeExceptionally(e);
        }
    }

    private static MiniClusterConfiguration configuration(int slots, Configuration settings) {
        Configuration configuration = new Configuration(settings);
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, "0");
        // The BLOB server, which gives and takes files, listens there, too.
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.CANCEL_ENABLE, false);
        configuration.set(WebUiGuard.ENABLED, true);
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build();
    }
}
