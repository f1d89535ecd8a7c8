import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes topics as soon as a broker answers: HOST:PORT NAME=PARTITIONS ... */
class KafkaTopics {
    public static void main(String[] arguments) throws Exception {
        Map<String, Object> broker = Map.of("bootstrap.servers", arguments[0]);
        List<NewTopic> topics =
                Arrays.stream(arguments).skip(1).map(KafkaTopics::topic).toList();
        try (Admin admin = Admin.create(broker)) {
            for (var made : admin.createTopics(topics).values().values()) {
                try {
                    made.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        System.err.println(e.getCause().getMessage());
                        System.exit(1);
                    }
                }
            }
        }
    }

    private static NewTopic topic(String text) {
        String[] parts = text.split("=", 2);
        return new NewTopic(parts[0], Integer.parseInt(parts[1]), (short) 1);
    }
}
