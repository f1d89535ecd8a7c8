package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** What {@code retrain} reads of a topic. */
class LabelledRowsIT {
    private static final List<Example> CUSTOMERS = new CustomerGenerator(6).examples(20).toList();
    private static final List<String> RECORDS =
            ExampleCsv.labelled(Churn.SCHEMA).records(CUSTOMERS);

    @RegisterExtension static final Kafka KAFKA = new Kafka();

    @Test
    void shouldTrainOnTheRowsBeforeTheNewestOfAllPartitions() throws Exception {
        try (TopicWriter topic = topic("windowed")) {
            // The older half is in one partition, and comes last.
            write(topic, 0, 10, 20);
            write(topic, 1, 0, 10);
        }
        LabelledRows rows = rows("windowed", "--last", "9", "--newest", "4");
        rows.look(Optional.empty(), 0);

        LabelledData window = rows.window();

        assertThat(window.test()).containsExactlyElementsOf(CUSTOMERS.subList(16, 20));
        assertThat(window.train()).containsExactlyInAnyOrderElementsOf(CUSTOMERS.subList(7, 16));
        assertThat(rows("windowed", "--last", "4ms", "--newest", "2"))
                .satisfies(
                        aged -> {
                            aged.look(Optional.empty(), 0);
                            assertThat(aged.window().train())
                                    .containsExactlyElementsOf(CUSTOMERS.subList(15, 18));
                        });
    }

    @Test
    void shouldCountEachLabelledRowSinceTheLastDecisionOnce() throws Exception {
        try (TopicWriter topic = topic("followed")) {
            write(topic, 0, 0, 5);
            LabelledRows rows = rows("followed");
            RetrainProgress first = rows.look(Optional.empty(), 1);
            topic.send(1, "no customer", 1);
            write(topic, 1, 5, 8);
            RetrainProgress second = rows.look(Optional.of(first), 1);
            write(topic, 0, 8, 10);

            assertThat(first.labels()).isEqualTo(5);
            assertThat(second.labels()).isEqualTo(5 + 3);
            assertThat(rows.look(Optional.of(first), 1).labels()).isEqualTo(5 + 3 + 2);
            assertThat(rows("followed").look(Optional.of(first), 1).labels()).isEqualTo(10);
            assertThat(rows.look(Optional.of(second), 1).labels()).isEqualTo(10);
            assertThat(rows.look(Optional.of(second), 2).figures())
                    .isEqualTo(
                            Map.of(
                                    "labelsSeen", 10.0,
                                    "alarmsSeen", 2.0,
                                    "offset0", 7.0,
                                    "offset1", 4.0));
        }
    }

    @Test
    void shouldGoOnFromADecisionThatNamesNoOffsets() throws Exception {
        try (TopicWriter topic = topic("older-log")) {
            write(topic, 0, 0, 6);
            topic.send(1, "no customer", 1);
            topic.flush();
        }
        RetrainProgress older = new RetrainProgress(Instant.EPOCH, 4, 0, new TreeMap<>());

        assertThat(rows("older-log").look(Optional.of(older), 0).labels()).isEqualTo(6);
    }

    private static LabelledRows rows(String topic, String... window) {
        return new LabelledRows(
                "kafka://" + KAFKA.servers() + "/" + topic + "?bounded=true",
                Churn.SCHEMA,
                CommandLine.populateCommand(new WindowOption(), window));
    }

    private static TopicWriter topic(String name) throws Exception {
        KAFKA.createTopic(name, 2);
        return new TopicWriter(KAFKA.servers(), name);
    }

    /** Customers, each a millisecond after the one before. */
    private static void write(TopicWriter topic, int partition, int from, int to) {
        for (int i = from; i < to; i++) {
            topic.send(partition, RECORDS.get(i), 1_700_000_000_000L + i);
        }
        topic.flush();
    }
}
