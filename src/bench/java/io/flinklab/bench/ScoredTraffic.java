package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.Eventually;
import io.flinklab.churn.Churn;
import io.flinklab.kit.KafkaBroker;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoreRows;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.RejectTopic;
import io.flinklab.streaming.kafka.ScoreTopic;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** A scoring job from topic to topic under steady traffic, and what comes out of it. */
final class ScoredTraffic implements AutoCloseable {
    static final long CHECKPOINT_MILLIS = 1_000;

    private static final int PARTITIONS = 4;
    private static final int SLOTS = 2;

    private final String servers;
    private final EmbeddedCluster cluster;
    private final String name;
    private final CustomerTraffic traffic;
    private final ScoreArrivals arrivals;
    private JobClient job;

    /**
     * Traffic without a job.
     *
     * @param name of its topics; no other stream has it
     */
    ScoredTraffic(KafkaBroker broker, EmbeddedCluster cluster, String name) throws Exception {
        this.cluster = cluster;
        this.name = name;
        servers = broker.servers();
        for (String topic : List.of("customers", "scores", "rejects")) {
            broker.createTopic(name + "-" + topic, PARTITIONS);
        }
        traffic = new CustomerTraffic(servers, name + "-customers");
        arrivals = new ScoreArrivals(servers, name + "-scores");
    }

    /** Submits a job, from a savepoint or from null, and returns when scores come out. */
    void start(Scoring scoring, String savepoint) throws Exception {
        StreamExecutionEnvironment environment = cluster.environment();
        environment.setParallelism(SLOTS);
        environment.enableCheckpointing(CHECKPOINT_MILLIS);
        // As the stream command does.
        environment.getConfig().enableObjectReuse();
        environment.setBufferTimeout(5);
        MessageSource customers =
                MessageTopic.at(address("customers") + "?format=json").messages(Churn.SCHEMA);
        scoring.of(environment, new ScoringJob(environment, customers))
                .sinkTo(
                        ScoreTopic.at(address("scores")).sink(ScoreRows.type(Churn.SCHEMA)),
                        RejectTopic.at(address("rejects")).sink());
        StreamGraph graph = environment.getStreamGraph();
        if (savepoint != null) {
            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        }
        job = environment.executeAsync(graph);
        Eventually.holds("scores come out", arrivals::any);
    }

    /** Stops the job, and says where its savepoint is. */
    String stop(Path savepoints) throws Exception {
        return job.stopWithSavepoint(
                        false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    /** Scores that are committed by now. */
    List<ScoreArrivals.Arrival> arrivals() {
        return arrivals.list();
    }

    @Override
    public void close() {
        traffic.close();
        job.cancel().join();
        arrivals.close();
    }

    private String address(String topic) {
        return "kafka://" + servers + "/" + name + "-" + topic;
    }

    /** How a job scores. */
    interface Scoring {
        ScoredStream of(StreamExecutionEnvironment environment, ScoringJob job) throws Exception;
    }
}
