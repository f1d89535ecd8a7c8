package io.flinklab.streaming.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Tells running jobs, through {@link ModelEvents}, that the model store has changed.
 *
 * @param address the topic
 */
public record ModelNotifier(KafkaAddress address) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * A notifier without options.
     *
     * @throws IllegalArgumentException if the text is no topic's address
     */
    public static ModelNotifier at(String address) {
        return new ModelNotifier(KafkaAddress.parse(address, ModelEvents.OPTIONS));
    }

    /**
     * Sends an event and returns when every replica of the topic has it.
     *
     * @param version the version concerned, or empty
     * @throws TopicException if that takes longer than ten seconds, or fails
     */
    public void send(ModelAction action, String version) throws InterruptedException {
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
}
