package io.flinklab.streaming;

import io.flinklab.churn.Churn;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.RejectTopic;
import io.flinklab.streaming.kafka.ScoreTopic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The scoring job from topic to topic, as the tests run it. */
final class KafkaScoring {
    private KafkaScoring() {}

    /** Reloading every 100 ms, with a checkpoint every 300 ms, at parallelism 2. */
    static void build(
            StreamExecutionEnvironment environment, String servers, String name, Path store) {
        build(environment, servers, name, MessageFormat.JSON, StoreLocation.of(store));
    }

    /** The same for any format and store; gives the updates, whose reports may be read. */
    static ModelUpdates build(
            StreamExecutionEnvironment environment,
            String servers,
            String name,
            MessageFormat format,
            StoreLocation location) {
        environment.setParallelism(2);
        environment.enableCheckpointing(300);
        ServedModel first = ServedModel.of(location.open().open());
        ModelUpdates updates =
                ModelUpdates.at(
                        ModelUpdates.ticks(environment, Duration.ofMillis(100)),
                        location,
                        first,
                        List.of());
        new ScoringJob(environment, source(servers, name, format))
                .score(updates, new ScoringOptions(32))
                .sinkTo(
                        ScoreTopic.at(address(servers, name + "-scores"))
                                .sink(ScoreRows.type(Churn.SCHEMA)),
                        RejectTopic.at(address(servers, name + "-rejects")).sink());
        return updates;
    }

    /** The same by a service, looked after by nobody: a failure is made good from a checkpoint. */
    static void buildAsking(
            StreamExecutionEnvironment environment,
            String servers,
            String name,
            RemoteOptions service) {
        environment.setParallelism(2);
        environment.enableCheckpointing(300);
        new ScoringJob(environment, source(servers, name, MessageFormat.JSON))
                .score(service)
                .sinkTo(
                        ScoreTopic.at(address(servers, name + "-scores"))
                                .sink(ScoreRows.type(Churn.SCHEMA)),
                        RejectTopic.at(address(servers, name + "-rejects")).sink());
    }

    private static MessageSource source(String servers, String name, MessageFormat format) {
        String topic = address(servers, name + "-customers");
        return MessageTopic.at(topic + "?format=" + format.name().toLowerCase(Locale.ROOT))
                .messages(Churn.SCHEMA);
    }

    private static String address(String servers, String topic) {
        return "kafka://" + servers + "/" + topic;
    }
}
