package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.data.json.ExampleJson;
import io.flinklab.kit.BadMessages;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.kit.TopicWriter;
import io.flinklab.kit.WrittenRows;
import io.flinklab.store.flink.StoreLocation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand messages that are bad in any way, between as many good ones. */
class BadMessagesIT {
    private static final int COUNT = 10_000;

    @RegisterExtension static final Lab LAB = new Lab();
    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @ParameterizedTest
    @EnumSource(MessageFormat.class)
    void shouldScoreAllGoodOnesAndKeepAllBadOnes(MessageFormat format) throws Exception {
        String name = "bad-" + format;
        KAFKA.createTopic(name + "-customers", 2);
        KAFKA.createTopic(name + "-scores", 2);
        KAFKA.createTopic(name + "-rejects", 1);
        List<Example> good = new CustomerGenerator(5).examples(COUNT).toList();
        send(name + "-customers", format, good);
        Path store = LAB.newDirectory();
        LiveModels.in(store).publish();
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        KafkaScoring.build(environment, KAFKA.servers(), name, format, StoreLocation.of(store));
        JobClient job = environment.executeAsync();

        try (TopicReader scores = new TopicReader(KAFKA.servers(), name + "-scores");
                TopicReader rejects = new TopicReader(KAFKA.servers(), name + "-rejects")) {
            assertThat(ids(scores.readAtLeast(COUNT)))
                    .hasSize(COUNT)
                    .isEqualTo(good.stream().map(each -> each.key()).collect(Collectors.toSet()));
            assertThat(positions(rejects.readAtLeast(COUNT)))
                    .isEqualTo(badOnes(name + "-customers"));
            assertThat(scores.readToEnd()).hasSize(COUNT);
            assertThat(rejects.readToEnd()).hasSize(COUNT);
        } finally {
            job.cancel().get();
        }
    }

    /** Good and bad ones in turn; a bad one has a key, by which the test knows it again. */
    private static void send(String topic, MessageFormat format, List<Example> good) {
        BadMessages bad = new BadMessages(17);
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), topic)) {
            for (Example customer : good) {
                writer.send(null, text(format, customer), 1);
                writer.send("bad", bad.next(), 1);
            }
            writer.flush();
        }
    }

    private static byte[] text(MessageFormat format, Example customer) {
        String text =
                format == MessageFormat.JSON
                        ? ExampleJson.write(Churn.SCHEMA, customer)
                        : ExampleCsv.unlabelled(Churn.SCHEMA).records(List.of(customer)).get(0);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Set<Long> ids(List<ConsumerRecord<byte[], byte[]>> records) {
        WrittenRows json = new WrittenRows(ScoreRows.type(Churn.SCHEMA));
        return records.stream()
                .map(record -> json.read(record.value()).<Long>getFieldAs(0))
                .collect(Collectors.toSet());
    }

    private static Map<String, Set<Long>> positions(List<ConsumerRecord<byte[], byte[]>> records) {
        WrittenRows json = new WrittenRows(RejectRows.TYPE);
        Map<String, Set<Long>> positions = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Row reject = json.read(record.value());
            assertThat(reject.<String>getFieldAs(3)).isNotBlank();
            positions
                    .computeIfAbsent(reject.getFieldAs(0), origin -> new HashSet<>())
                    .add(reject.<Long>getFieldAs(1));
        }
        return positions;
    }

    private static Map<String, Set<Long>> badOnes(String topic) {
        Map<String, Set<Long>> positions = new HashMap<>();
        try (TopicReader reader = new TopicReader(KAFKA.servers(), topic)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.readToEnd()) {
                if (record.key() != null) {
                    positions
                            .computeIfAbsent(
                                    topic + "-" + record.partition(), origin -> new HashSet<>())
                            .add(record.offset());
                }
            }
        }
        return positions;
    }
}
