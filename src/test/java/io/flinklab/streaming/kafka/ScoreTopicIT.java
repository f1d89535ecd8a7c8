package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.churn.Churn;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicReader;
import io.flinklab.kit.WrittenRows;
import io.flinklab.streaming.ScoreRows;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoreTopicIT {
    @RegisterExtension static final Kafka KAFKA = new Kafka();
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void scoresAreCommittedOnceWithTheirCustomerAsKey() throws Exception {
        KAFKA.createTopic("some-scores", 2);
        List<Row> scores = scores(500);

        write(LAB.cluster().environment(), scores, KAFKA.servers(), "some-scores");

        WrittenRows json = new WrittenRows(ScoreRows.type(Churn.SCHEMA));
        try (TopicReader reader = new TopicReader(KAFKA.servers(), "some-scores")) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.readToEnd();
            assertThat(records.stream().map(record -> json.read(record.value())))
                    .containsExactlyInAnyOrderElementsOf(scores);
            assertThat(records)
                    .allSatisfy(
                            record -> {
                                Row row = json.read(record.value());
                                assertThat(new String(record.key(), StandardCharsets.UTF_8))
                                        .isEqualTo(row.getField(0).toString());
                                assertThat(record.timestamp()).isEqualTo(row.getField(5));
                            });
        }
    }

    @Test
    void rejectsAreCommittedOnceWithTheirOriginAsKey() throws Exception {
        KAFKA.createTopic("some-rejects", 1);
        Row reject = Row.of("customers-1", 7L, "Age", "expected a number, found x", "1,\u00e9,\n");
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.enableCheckpointing(100);
        environment
                .fromCollection(List.of(reject), RejectRows.TYPE)
                .sinkTo(RejectTopic.at(address(KAFKA.servers(), "some-rejects")).sink());
        environment.execute();

        try (TopicReader reader = new TopicReader(KAFKA.servers(), "some-rejects")) {
            List<ConsumerRecord<byte[], byte[]>> records = reader.readToEnd();
            assertThat(records).hasSize(1);
            assertThat(records.get(0).key()).asString().isEqualTo("customers-1");
            assertThat(new WrittenRows(RejectRows.TYPE).read(records.get(0).value()))
                    .isEqualTo(reject);
        }
    }

    static List<Row> scores(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                ScoreRows.of(
                                        (long) i,
                                        1.0 / (i + 1),
                                        i % 2,
                                        "v000001",
                                        "ab",
                                        1_000L + i,
                                        2))
                .toList();
    }

    static void write(
            StreamExecutionEnvironment environment, List<Row> scores, String servers, String topic)
            throws Exception {
        environment.enableCheckpointing(100);
        environment
                .fromCollection(scores, ScoreRows.type(Churn.SCHEMA))
                .sinkTo(ScoreTopic.at(address(servers, topic)).sink(ScoreRows.type(Churn.SCHEMA)));
        environment.execute();
    }

    private static String address(String servers, String topic) {
        return "kafka://" + servers + "/" + topic;
    }
}
