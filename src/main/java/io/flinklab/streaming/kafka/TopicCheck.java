package io.flinklab.streaming.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Finds out before a job is submitted what would fail it minutes later. */
public final class TopicCheck {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private TopicCheck() {}

    /**
     * Returns if the brokers answer and have the topic.
     *
     * @throws TopicException if they do not, after ten seconds at most
     */
    public static void require(KafkaAddress address) throws InterruptedException {
        Set<String> topics;
        try (Admin admin = Admin.create(settings(address))) {
            topics = admin.listTopics().names().get();
        } catch (ExecutionException | KafkaException e) {
            throw new TopicException(
                    "%s cannot be read or written: expected Kafka at %s, which did not answer within %s seconds; is it running?"
                            .formatted(address, address.servers(), LIMIT.toSeconds()),
                    e);
        }
        if (!topics.contains(address.topic())) {
            List<String> sorted = topics.stream().sorted().toList();
            throw new TopicException(
                    "Expected topic %s at %s, found %s; create it first"
                            .formatted(address.topic(), address.servers(), sorted));
        }
    }

    static Map<String, Object> settings(KafkaAddress address) {
        int limit = Math.toIntExact(LIMIT.toMillis());
        return Map.of(
                "bootstrap.servers", address.servers(),
                "default.api.timeout.ms", limit,
                "request.timeout.ms", limit);
    }
}
