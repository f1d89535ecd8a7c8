package io.flinklab.streaming;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.kit.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;

/**
 * Customers who come to a topic again and again at a steady rate. A message's key is the customer's
 * id, and its timestamp, which no other has, its number.
 */
public final class StreamLoad {
    private static final int CUSTOMERS = 5_000;

    /** Not long ago: a broker that is restarted forgets producers by their messages' times. */
    private static final long FIRST_TIME =
            System.currentTimeMillis() - Duration.ofHours(1).toMillis();

    private final String servers;
    private final String topic;
    private final int partitions;
    private volatile int rows;
    private volatile boolean stopped;
    private volatile double rate;
    private final List<Example> customers = new CustomerGenerator(11).examples(CUSTOMERS).toList();
    private final List<byte[]> messages =
            customers.stream()
                    .map(
                            customer ->
                                    ExampleJson.write(Churn.SCHEMA, customer)
                                            .getBytes(StandardCharsets.UTF_8))
                    .toList();

    public StreamLoad(String servers, String topic, int partitions, int rows) {
        this.servers = servers;
        this.topic = topic;
        this.partitions = partitions;
        this.rows = rows;
    }

    /** A load that goes on until it is stopped. */
    public static StreamLoad endless(String servers, String topic, int partitions) {
        return new StreamLoad(servers, topic, partitions, Integer.MAX_VALUE);
    }

    public String topic() {
        return topic;
    }

    public int partitions() {
        return partitions;
    }

    /** How many rows there are; of an endless load, once it has ended. */
    public int rows() {
        return rows;
    }

    /** How many rows a second were written in the mean; of a load that has ended. */
    public double rowsPerSecond() {
        return rate;
    }

    public Example customer(int row) {
        return customers.get(row % CUSTOMERS);
    }

    public static int row(long eventTime) {
        return (int) (eventTime - FIRST_TIME);
    }

    /** Lets the writing end where it is. */
    public void stop() {
        stopped = true;
    }

    /** Begins to write; the result is there when the broker has all. */
    public CompletableFuture<Void> start(int rowsPerSecond) {
        // A thread of its own: on two cores Java 25 has one for all such work, the end of a process
        // among it.
        return CompletableFuture.runAsync(
                () -> write(rowsPerSecond), work -> new Thread(work).start());
    }

    /** Which of the topic's partitions a row is in, by Kafka's rule for keys. */
    public int partition(int row) {
        return Utils.toPositive(Utils.murmur2(key(row))) % partitions;
    }

    private byte[] key(int row) {
        return customer(row).key().toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(int rowsPerSecond) {
        try (TopicWriter writer = new TopicWriter(servers, topic)) {
            long start = System.nanoTime();
            int row = 0;
            for (; row < rows && !stopped; row++) {
                long due = start + row * TimeUnit.SECONDS.toNanos(1) / rowsPerSecond;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                writer.send(
                        customer(row).key().toString(),
                        messages.get(row % CUSTOMERS),
                        FIRST_TIME + row);
            }
            writer.flush();
            rate = row * 1e9 / (System.nanoTime() - start);
            rows = row;
        }
    }
}
