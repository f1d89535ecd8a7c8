package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.csv.Labels;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.kit.CollectedRows;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which rows of a topic are the newest, and how much of it is read to find them. */
class TopicRowsIT {
    private static final List<Example> CUSTOMERS = new CustomerGenerator(5).examples(20).toList();
    private static final List<String> RECORDS =
            ExampleCsv.labelled(Churn.SCHEMA).records(CUSTOMERS);
    private static final long BEGIN = 1_700_000_000_000L;

    @RegisterExtension static final Kafka KAFKA = new Kafka();
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void shouldOrderRowsByTimeThenByPartitionThenByOffset() throws Exception {
        try (TopicWriter topic = topic("ordered", 2)) {
            send(topic, 1, 0, 30);
            send(topic, 0, 1, 20);
            send(topic, 1, 2, 20);
            send(topic, 0, 3, 40);
            send(topic, 0, 4, 20);
            send(topic, 1, 5, 10);
        }

        TopicRows rows = records("ordered").rows(Churn.SCHEMA, Labels.REQUIRED);

        assertThat(customers(rows)).containsExactly(5, 1, 4, 2, 0, 3);
        assertThat(rows.newestTime()).isEqualTo(BEGIN + 40);
        assertThat(rows.within(20, 1)).isEqualTo(4);
        assertThat(rows.within(20, 3)).isEqualTo(2);
    }

    @Test
    void shouldReadNoMoreThanTheNewestOfEachPartition() throws Exception {
        try (TopicWriter topic = topic("newest", 3)) {
            for (int i = 0; i < 10; i++) {
                send(topic, 0, i, i);
            }
            for (int i = 10; i < 15; i++) {
                send(topic, 1, i, i);
                topic.send(1, "no customer", BEGIN);
            }
            send(topic, 2, 15, 15);
        }

        TopicRows rows = records("newest").newest(Churn.SCHEMA, 2);

        assertThat(rows.records()).hasToString("newest?offsets=0:6-10,1:6-10,2:0-1");
        assertThat(customers(rows)).containsExactly(6, 7, 8, 9, 13, 14, 15);
    }

    @Test
    void shouldReadWhatIsAtMostSoOldAndNothingBefore() throws Exception {
        try (TopicWriter topic = topic("aged", 2)) {
            for (int i = 0; i < 10; i++) {
                send(topic, 0, i, 100 * i);
            }
            send(topic, 1, 10, 500);
            send(topic, 1, 11, 100);
            send(topic, 1, 12, 650);
        }

        TopicRows rows = records("aged").newest(Churn.SCHEMA, 1, Duration.ofMillis(300));

        // One that comes behind a newer one is read, and is not within the time.
        assertThat(rows.records()).hasToString("aged?offsets=0:6-10,1:2-3");
        assertThat(rows.within(300, 1)).isEqualTo(4);
        assertThat(records("aged").newest(Churn.SCHEMA, 2, Duration.ofMillis(1)).records())
                .hasToString("aged?offsets=0:8-10,1:1-3");
        assertThat(records("aged").newest(Churn.SCHEMA, 1, Duration.ofDays(30)).records())
                .hasToString("aged?offsets=0:0-10,1:0-3");
    }

    @Test
    void shouldCountLabelledRowsBehindOffsets() throws Exception {
        String unlabelled = RECORDS.get(0).substring(0, RECORDS.get(0).lastIndexOf(','));
        try (TopicWriter topic = topic("counted", 2)) {
            for (int i = 0; i < 10; i++) {
                send(topic, 0, i, i);
            }
            send(topic, 1, 10, 10);
            topic.send(1, unlabelled, BEGIN);
            send(topic, 1, 11, 11);
            topic.send(1, "no customer", BEGIN);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", KAFKA.servers()))) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition("counted", 0),
                                    RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get();
        }

        assertThat(counted(Map.of(0, 7L, 1, 1L))).isEqualTo(3 + 1);
        assertThat(counted(Map.of(0, 1L, 1, 4L))).as("3 are deleted").isEqualTo(3 + 6);
        assertThat(counted(Map.of(0, 10L))).as("a new partition").isEqualTo(2);
        assertThat(counted(Map.of(0, 11L, 1, 4L))).as("another topic").isEqualTo(10);
    }

    @Test
    void shouldGiveAJobTheSameRowsWhereSeveralSubtasksRead() throws Exception {
        try (TopicWriter topic = topic("side-by-side", 3)) {
            for (int i = 0; i < CUSTOMERS.size(); i++) {
                send(topic, i % 2, i, i);
            }
        }
        TopicRecords records = records("side-by-side");
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);

        assertThat(inJob(records, 1))
                .extracting(codec::fromRow)
                .isEqualTo(records.rows(Churn.SCHEMA, Labels.REQUIRED).data().examples());
        assertThat(inJob(records, 4))
                .extracting(codec::fromRow)
                .containsExactlyInAnyOrderElementsOf(CUSTOMERS);
    }

    private static long counted(Map<Integer, Long> seen) {
        SortedMap<Integer, Long> offsets = new TreeMap<>(seen);
        return records("counted").labelledBehind(Churn.SCHEMA, offsets);
    }

    private static TopicWriter topic(String name, int partitions) throws Exception {
        KAFKA.createTopic(name, partitions);
        return new TopicWriter(KAFKA.servers(), name);
    }

    private static void send(TopicWriter topic, int partition, int customer, long time) {
        topic.send(partition, RECORDS.get(customer), BEGIN + time);
    }

    private static List<Row> inJob(TopicRecords records, int subtasks) throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        DataStream<Row> rows =
                records.rows(environment, Churn.SCHEMA, Split.Part.ALL, Labels.REQUIRED, subtasks);
        // Two of the three partitions have records.
        assertThat(rows.getParallelism()).isEqualTo(Math.min(subtasks, 2));
        try (CollectedRows all = CollectedRows.of(rows)) {
            return all.rest();
        }
    }

    private static TopicRecords records(String topic) {
        return TopicRecords.at("kafka://" + KAFKA.servers() + "/" + topic + "?bounded=true");
    }

    /** Places in the list of customers, oldest first. */
    private static List<Integer> customers(TopicRows rows) {
        List<Object> keys = CUSTOMERS.stream().<Object>map(Example::key).toList();
        return Arrays.stream(rows.oldestFirst())
                .mapToObj(row -> keys.indexOf(rows.data().examples().key(row)))
                .toList();
    }
}
