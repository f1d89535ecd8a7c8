package io.flinklab.bench;

import io.flinklab.churn.Churn;
import io.flinklab.kit.WrittenRows;
import io.flinklab.streaming.ScoreRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Notes when a reader of committed records sees the scores of a topic. */
final class ScoreArrivals implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);

    private final List<Poll> polls = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> done;
    private volatile boolean stopped;

    ScoreArrivals(String servers, String topic) {
        done =
                CompletableFuture.runAsync(
                        () -> read(servers, topic), task -> new Thread(task, "arrivals").start());
    }

    /** Whether anything has come. */
    boolean any() {
        return !polls.isEmpty();
    }

    /** All that came so far. */
    List<Arrival> list() {
        return polls.stream().flatMap(Poll::arrivals).toList();
    }

    @Override
    public void close() {
        stopped = true;
        done.join();
    }

    private void read(String servers, String topic) {
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        Map<String, Object> committed =
                Map.of("bootstrap.servers", servers, "isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(committed, bytes, bytes)) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!stopped) {
                List<byte[]> values = new ArrayList<>();
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    values.add(record.value());
                }
                if (!values.isEmpty()) {
                    polls.add(new Poll(System.currentTimeMillis(), values));
                }
            }
        }
    }

    /**
     * One score, with times in milliseconds since 1970 UTC.
     *
     * @param sent when the customer was written to Kafka
     * @param scored when the job had the score
     * @param seen when the reader had it
     */
    record Arrival(long sent, long scored, long seen, String version) {}

    private record Poll(long time, List<byte[]> values) {
        /** Parsed when the measurement is over: the reader must not compete with the job. */
        Stream<Arrival> arrivals() {
            WrittenRows json = new WrittenRows(ScoreRows.type(Churn.SCHEMA));
            return values.stream().map(value -> arrival(json.read(value)));
        }

        private Arrival arrival(Row score) {
            return new Arrival(
                    score.<Long>getFieldAs(5),
                    score.<Long>getFieldAs(6),
                    time,
                    score.getFieldAs(3));
        }
    }
}
