package io.flinklab.streaming.kafka;

import io.flinklab.streaming.ModelEventRows;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that tells running jobs of a change in the model store. An event is {@code
 * {"action":"publish","version":"v000003"}}, its version optional.
 *
 * @param address the topic
 */
public record ModelTopic(KafkaAddress address) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * A topic's address, which has no options.
     *
     * @throws IllegalArgumentException if the text is no topic's address
     */
    public static ModelTopic at(String address) {
        return new ModelTopic(KafkaAddress.parse(address, Set.of()));
    }

    /**
     * Sends an event and returns when every replica of the topic has it.
     *
     * @param version the version concerned, or empty
     * @throws TopicException if that takes longer than ten seconds, or fails
     */
    public void send(ModelEvent.Action action, String version) throws InterruptedException {
        ModelEvent event = new ModelEvent(action, version);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(address.topic(), event.write())).get();
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (ExecutionException | KafkaException e) {
            throw new TopicException(
                    ("Could not tell %s of %s %s: %s. The model store has changed all the same:"
                                    + " jobs that look into it now and then will notice; for those"
                                    + " that wait for an event, repeat it when Kafka is back")
                            .formatted(address, action, version, reason(e)),
                    e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        int limit = Math.toIntExact(LIMIT.toMillis());
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", address.servers(),
                        "acks", "all",
                        "max.block.ms", limit,
                        "request.timeout.ms", limit,
                        "delivery.timeout.ms", limit),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Kafka's own is unchecked, and would look like a failure of the broker. */
    private static InterruptedException interrupted(InterruptException e) {
        InterruptedException checked = new InterruptedException(e.getMessage());
        checked.initCause(e);
        return checked;
    }

    private static String reason(Exception failure) {
        Throwable reason = failure.getCause() == null ? failure : failure.getCause();
        return reason.getMessage();
    }

    /**
     * The events as an endless stream for {@link io.flinklab.streaming.ModelUpdates}: rows of
     * {@link ModelEventRows#TYPE}, from the events that come after its start, because what came
     * before is in the store. A record that is no event becomes a row with a defect.
     */
    public DataStream<Row> events(StreamExecutionEnvironment environment) {
        KafkaSource<Row> source =
                KafkaSource.<Row>builder()
                        .setBootstrapServers(address.servers())
                        .setTopics(address.topic())
                        .setGroupId("flink-ml-lab-models")
                        .setStartingOffsets(OffsetsInitializer.latest())
                        .setDeserializer(new EventRecords())
                        .setProperty("isolation.level", "read_committed")
                        // Each job reads every event; shared positions would mean nothing.
                        .setProperty("commit.offsets.on.checkpoint", "false")
                        .build();
        return environment
                .fromSource(source, WatermarkStrategy.noWatermarks(), address.topic())
                .uid("model events")
                .setParallelism(1);
    }

    /** Kafka records as rows of {@link ModelEventRows#TYPE}, whatever their bytes. */
    private static final class EventRecords implements KafkaRecordDeserializationSchema<Row> {
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
            out.collect(row(record));
        }

        private static Row row(ConsumerRecord<byte[], byte[]> record) {
            byte[] value = record.value() == null ? new byte[0] : record.value();
            try {
                ModelEvent event = ModelEvent.read(value);
                return ModelEventRows.event(event.action().toString(), event.version());
            } catch (IllegalArgumentException e) {
                return ModelEventRows.defect(
                        "%s-%s@%s: %s"
                                .formatted(
                                        record.topic(),
                                        record.partition(),
                                        record.offset(),
                                        e.getMessage()));
            }
        }

        @Override
        public TypeInformation<Row> getProducedType() {
            return ModelEventRows.TYPE;
        }
    }
}
