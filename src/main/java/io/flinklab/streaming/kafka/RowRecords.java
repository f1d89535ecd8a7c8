package io.flinklab.streaming.kafka;

import io.flinklab.streaming.RowJson;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Rows as Kafka records: one field is the key, one may be the timestamp, all are the value. */
final class RowRecords implements KafkaRecordSerializationSchema<Row> {
    private static final int NONE = -1;

    private final String topic;
    private final RowJson json;
    private final int key;
    private final int time;

    private RowRecords(String topic, RowJson json, int key, int time) {
        this.topic = topic;
        this.json = json;
        this.key = key;
        this.time = time;
    }

    /** Records stamped with the time of writing. */
    static RowRecords keyedBy(String field, RowTypeInfo type, String topic) {
        return new RowRecords(topic, new RowJson(type), type.getFieldIndex(field), NONE);
    }

    /** The same, their value written as this writes it. */
    RowRecords as(RowJson other) {
        return new RowRecords(topic, other, key, time);
    }

    /** The same, stamped with a LONG field's milliseconds since 1970 UTC. */
    RowRecords stampedWith(String field, RowTypeInfo type) {
        return new RowRecords(topic, json, key, type.getFieldIndex(field));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Row row, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic,
                null,
                stamp(row),
                row.getField(key).toString().getBytes(StandardCharsets.UTF_8),
                json.write(row));
    }

    /** Kafka refuses a negative timestamp, which a record without one is read with. */
    private Long stamp(Row row) {
        Long stamp = time == NONE ? null : row.<Long>getFieldAs(time);
        return stamp == null || stamp < 0 ? null : stamp;
    }
}
