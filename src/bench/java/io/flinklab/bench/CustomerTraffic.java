package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.kit.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Customers who come to a topic at a steady rate until they are stopped. */
final class CustomerTraffic implements AutoCloseable {
    static final int ROWS_A_SECOND = 5_000;

    private static final int CUSTOMERS = 5_000;
    private static final long NANOS_A_ROW = TimeUnit.SECONDS.toNanos(1) / ROWS_A_SECOND;

    private final List<Example> customers =
            new CustomerGenerator(CustomerGenerator.DEFAULT_SEED).examples(CUSTOMERS).toList();
    private final List<byte[]> messages =
            customers.stream()
                    .map(
                            customer ->
                                    ExampleJson.write(Churn.SCHEMA, customer)
                                            .getBytes(StandardCharsets.UTF_8))
                    .toList();
    private final CompletableFuture<Void> done;
    private volatile boolean stopped;

    /** Begins at once; a record's timestamp is the time at which it is sent. */
    CustomerTraffic(String servers, String topic) {
        done =
                CompletableFuture.runAsync(
                        () -> write(servers, topic), task -> new Thread(task, "traffic").start());
    }

    /** Returns when the broker has all that was sent. */
    @Override
    public void close() {
        stopped = true;
        done.join();
    }

    private void write(String servers, String topic) {
        try (TopicWriter writer = new TopicWriter(servers, topic)) {
            long due = System.nanoTime();
            for (int row = 0; !stopped; row = (row + 1) % CUSTOMERS) {
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                writer.send(
                        customers.get(row).key().toString(),
                        messages.get(row),
                        System.currentTimeMillis());
                due += NANOS_A_ROW;
            }
        }
    }
}
