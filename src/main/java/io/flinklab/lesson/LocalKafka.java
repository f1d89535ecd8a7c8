package io.flinklab.lesson;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** A Kafka broker that runs already, and the topics that a lesson makes on it and deletes. */
public final class LocalKafka {
    private static final String KAFKA = "KAFKA";
    private static final String USUAL_KAFKA = "127.0.0.1:9092";
    private static final String NO_KAFKA = "none";
    private static final int LIMIT_MILLIS = 10_000;
    private static final int CONNECT_MILLIS = 1_000;

    private final String servers;
    private final List<String> topics = new ArrayList<>();

    private LocalKafka(String servers) {
        this.servers = servers;
    }

    /**
     * The Kafka that answers at the {@code host:port} that the environment variable KAFKA names, or
     * at 127.0.0.1:9092, where {@code make kafka} starts one; none where KAFKA is {@code none}.
     */
    public static Optional<LocalKafka> running() {
        String server = System.getenv().getOrDefault(KAFKA, USUAL_KAFKA);
        return server.equals(NO_KAFKA) ? Optional.empty() : find(server);
    }

    /**
     * The broker at this address, if anything answers there.
     *
     * @param server {@code host:port}
     */
    static Optional<LocalKafka> find(String server) {
        int colon = server.lastIndexOf(':');
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            server.substring(0, Math.max(0, colon)),
                            Integer.parseInt(server.substring(colon + 1))),
                    CONNECT_MILLIS);
            return Optional.of(new LocalKafka(server));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "Expected Kafka's host:port, found \"" + server + "\"", e);
        } catch (IOException nobodyThere) {
            return Optional.empty();
        }
    }

    /**
     * The address of a new topic of one partition, so that its messages have an order.
     *
     * @param name what its name begins with
     */
    String newTopic(String name) throws InterruptedException, ExecutionException {
        String topic = name + "-" + UUID.randomUUID();
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        topics.add(topic);
        return "kafka://" + servers + "/" + topic;
    }

    /** Sends messages, and returns when the broker has them. */
    void send(String topic, List<String> messages) throws InterruptedException, ExecutionException {
        StringSerializer texts = new StringSerializer();
        // One request at a time: a broker that does not lead a new topic yet may refuse a batch and
        // take the next one, and the first is then refused for ever.
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "max.block.ms",
                        LIMIT_MILLIS,
                        "max.in.flight.requests.per.connection",
                        1);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, texts, texts)) {
            String name = topic.substring(topic.lastIndexOf('/') + 1);
            for (Future<?> sent :
                    messages.stream()
                            .map(message -> producer.send(new ProducerRecord<>(name, message)))
                            .toList()) {
                sent.get();
            }
        }
    }

    /** Deletes the topics that this object made. */
    void deleteTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = admin()) {
            admin.deleteTopics(topics).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(
                Map.of(
                        "bootstrap.servers",
                        servers,
                        "default.api.timeout.ms",
                        LIMIT_MILLIS,
                        "request.timeout.ms",
                        LIMIT_MILLIS));
    }
}
