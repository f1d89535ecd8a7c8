package io.flinklab.streaming.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.app.Lab;
import io.flinklab.churn.Churn;
import io.flinklab.data.flink.EventRows;
import io.flinklab.kit.CollectedRows;
import io.flinklab.kit.Kafka;
import io.flinklab.kit.TopicWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CustomerTopicIT {
    @RegisterExtension static final Kafka KAFKA = new Kafka();
    @RegisterExtension static final Lab LAB = new Lab();

    @Test
    void everyRecordBecomesARowWhateverItsBytes() throws Exception {
        KAFKA.createTopic("odd-customers", 1);
        String large = "x".repeat(1_000_000);
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "odd-customers")) {
            writer.send("a", utf8("1,15634602,H\u00e9l\u00e8ne \uD83D\uDE00"), 1_000);
            writer.send("a", null, 2_000);
            writer.send(null, new byte[] {'a', (byte) 0xC3, '('}, 3_000);
            writer.send("b", utf8(large), 4_000);
            writer.send("b", new byte[0], 5_000);
            writer.flush();
        }

        List<Row> rows = readAll("odd-customers", "");

        String few = "expected 13 fields, or 14 with the label, found ";
        assertThat(rows)
                .containsExactly(
                        reject(0, 1_000, "1,15634602,H\u00e9l\u00e8ne \uD83D\uDE00", few + 3),
                        reject(
                                1,
                                2_000,
                                "",
                                "expected a row, found a message without a value (a"
                                        + " tombstone)"),
                        reject(
                                2,
                                3_000,
                                "base64:YcMo",
                                "expected text in UTF-8, found 3 bytes that are not (Input length"
                                        + " = 1); raw has them in base64"),
                        reject(3, 4_000, large, few + 1),
                        reject(4, 5_000, "", few + 0));
    }

    @Test
    void aBoundedSourceEndsBehindATransaction() throws Exception {
        KAFKA.createTopic("bounded-scores", 2);
        List<Row> scores = ScoreTopicIT.scores(100);
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        ScoreTopicIT.write(environment, scores, KAFKA.servers(), "bounded-scores");

        List<Row> rows = readAll("bounded-scores", "");

        assertThat(rows).hasSize(100);
        assertThat(rows).extracting(EventRows::raw).allMatch(text -> text.startsWith("{"));
    }

    @Test
    void aGroupGoesOnWhereItsLastJobWas() throws Exception {
        KAFKA.createTopic("read-twice", 1);
        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "read-twice")) {
            writer.write(List.of("first", "second"));
            readAll("read-twice", "&group=twice");
            writer.write(List.of("third"));
        }

        assertThat(readAll("read-twice", "&group=twice"))
                .extracting(EventRows::raw)
                .containsExactly("third");
        assertThat(readAll("read-twice", "&group=other")).hasSize(3);
    }

    @Test
    void anUnboundedSourceGoesOn() throws Exception {
        KAFKA.createTopic("endless", 1);
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        MessageTopic topic = MessageTopic.at("kafka://" + KAFKA.servers() + "/endless");

        try (TopicWriter writer = new TopicWriter(KAFKA.servers(), "endless");
                CollectedRows rows =
                        CollectedRows.of(
                                environment.fromSource(
                                        topic.source(Churn.SCHEMA),
                                        WatermarkStrategy.noWatermarks(),
                                        "customers"))) {
            writer.write(List.of("first"));
            assertThat(EventRows.raw(rows.next())).isEqualTo("first");
            writer.write(List.of("second"));
            assertThat(EventRows.raw(rows.next())).isEqualTo("second");
        }
    }

    @Test
    void theCallersPropertiesGoFirst() throws Exception {
        KAFKA.createTopic("properties", 1);
        KafkaAddress address =
                KafkaAddress.parse(
                        "kafka://" + KAFKA.servers() + "/properties", MessageTopic.OPTIONS);
        // One that is read before a task has records: a failure then is not told over by another.
        MessageTopic topic =
                new MessageTopic(address, Map.of("partition.discovery.interval.ms", "often"));
        StreamExecutionEnvironment environment = LAB.cluster().environment();

        assertThatThrownBy(
                        () ->
                                environment
                                        .fromSource(
                                                topic.source(Churn.SCHEMA),
                                                WatermarkStrategy.noWatermarks(),
                                                "customers")
                                        .executeAndCollect(1))
                .hasStackTraceContaining("For input string: \"often\"");
    }

    @Test
    void aMissingTopicIsNamedBeforeAJobStarts() throws Exception {
        KAFKA.createTopic("there", 1);
        String servers = KAFKA.servers();

        TopicCheck.require(MessageTopic.at("kafka://" + servers + "/there").address());

        assertThatThrownBy(
                        () ->
                                TopicCheck.require(
                                        MessageTopic.at("kafka://" + servers + "/away").address()))
                .isInstanceOf(TopicException.class)
                .hasMessageStartingWith("Expected topic away at " + servers + ", found [")
                .hasMessageEndingWith("; create it first");
    }

    /** All rows that are there now, by partition and offset. */
    private static List<Row> readAll(String topic, String options) throws Exception {
        StreamExecutionEnvironment environment = LAB.cluster().environment();
        environment.enableCheckpointing(200);
        String address = "kafka://%s/%s?bounded=true%s".formatted(KAFKA.servers(), topic, options);
        List<Row> rows;
        try (CollectedRows found =
                CollectedRows.of(
                        environment.fromSource(
                                MessageTopic.at(address).source(Churn.SCHEMA),
                                WatermarkStrategy.noWatermarks(),
                                "customers"))) {
            rows = found.rest();
        }
        rows.sort(Comparator.comparing(EventRows::origin).thenComparing(EventRows::position));
        return rows;
    }

    private static Row reject(long position, long time, String text, String reason) {
        return EventRows.defect("odd-customers-0", position, time, text, reason);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
