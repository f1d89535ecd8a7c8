package io.flinklab.streaming.kafka;

import io.flinklab.streaming.ModelEventRows;
import java.util.Set;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** The topic that tells running jobs of a change in the model store. */
public final class ModelEvents {
    /** Names of the address's options: none. */
    public static final Set<String> OPTIONS = Set.of();

    private ModelEvents() {}

    /**
     * An endless source of rows of {@link ModelEventRows#TYPE}, from the events that come after its
     * start: what came before is in the store. An event is {@code
     * {"action":"publish","version":"v000003"}}, its version optional. Anything else becomes a row
     * with a defect.
     */
    public static KafkaSource<Row> source(KafkaAddress address) {
        return KafkaSource.<Row>builder()
                .setBootstrapServers(address.servers())
                .setTopics(address.topic())
                .setGroupId("flink-ml-lab-models")
                .setStartingOffsets(OffsetsInitializer.latest())
                .setDeserializer(new EventRecords())
                .setProperty("isolation.level", "read_committed")
                // Each job reads every event; a position that jobs shared would mean nothing.
                .setProperty("commit.offsets.on.checkpoint", "false")
                .build();
    }

    /** The same as a stream for {@link io.flinklab.streaming.ModelUpdates}. */
    public static DataStream<Row> stream(
            StreamExecutionEnvironment environment, KafkaAddress address) {
        return environment
                .fromSource(source(address), WatermarkStrategy.noWatermarks(), address.topic())
                .uid("model events")
                .setParallelism(1);
    }
}
