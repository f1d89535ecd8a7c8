package io.flinklab.kit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes to a topic; nothing is lost or doubled while the broker is away for less than a minute.
 */
public final class TopicWriter implements AutoCloseable {
    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /** A writer of messages up to 1 MB. */
    public TopicWriter(String servers, String topic) {
        this.topic = topic;
        // One request at a time: a broker that does not lead a new partition yet may refuse a batch
        // and take the next one, and the first is then refused for ever.
        producer =
                new KafkaProducer<>(
                        Map.of(
                                "bootstrap.servers", servers,
                                "enable.idempotence", "true",
                                "max.in.flight.requests.per.connection", "1",
                                "linger.ms", "5",
                                "reconnect.backoff.max.ms", "200"),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** One message; a null value is a tombstone. Returns when the broker has it. */
    public void write(String key, byte[] value, long timestamp)
            throws ExecutionException, InterruptedException {
        send(key, value, timestamp);
        flush();
    }

    /**
     * Sends a message without waiting for the broker.
     *
     * @param key or null, which leaves the partition to the producer
     * @param timestamp event time, milliseconds since 1970 UTC
     */
    public void send(String key, byte[] value, long timestamp) {
        send(
                new ProducerRecord<>(
                        topic,
                        null,
                        timestamp,
                        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
                        value));
    }

    /** The same for a message without a key, to a partition of choice. */
    public void send(int partition, String text, long timestamp) {
        byte[] value = text.getBytes(StandardCharsets.UTF_8);
        send(new ProducerRecord<>(topic, partition, timestamp, null, value));
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        producer.send(
                message,
                (metadata, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    /** Sends texts without keys, stamped with the time of sending, and returns when all are in. */
    public void write(List<String> texts) {
        texts.forEach(
                text ->
                        send(
                                null,
                                text.getBytes(StandardCharsets.UTF_8),
                                System.currentTimeMillis()));
        flush();
    }

    /**
     * As {@link #write(List)}, at a steady rate; a writer that was held up catches up.
     *
     * @param rowsPerSecond above 0
     */
    public void write(List<String> texts, int rowsPerSecond) {
        long start = System.nanoTime();
        for (int i = 0; i < texts.size(); i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / rowsPerSecond;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            send(null, texts.get(i).getBytes(StandardCharsets.UTF_8), System.currentTimeMillis());
        }
        flush();
    }

    /** Returns when the broker has all that was sent; fails where it has not taken all. */
    public void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("Not written to " + topic, failure.get());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
