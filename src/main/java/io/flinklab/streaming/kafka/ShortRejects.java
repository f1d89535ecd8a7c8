package io.flinklab.streaming.kafka;

import io.flinklab.data.Reject;
import io.flinklab.data.flink.RejectRows;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Rejects as Kafka records with a text of 10,000 characters at most: what came as one message of
 * the largest size would, as a part of another, not fit one, and would stop the job.
 */
final class ShortRejects implements KafkaRecordSerializationSchema<Row> {
    static final int CHARACTERS = 10_000;

    private static final long serialVersionUID = 1L;

    private final RowRecords records;

    ShortRejects(RowRecords records) {
        this.records = records;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            Row row, KafkaSinkContext context, Long timestamp) {
        Reject reject = RejectRows.toReject(row);
        return records.serialize(
                reject.raw().length() <= CHARACTERS ? row : shortened(reject), context, timestamp);
    }

    private static Row shortened(Reject reject) {
        String raw = reject.raw();
        // Half of a surrogate pair is no text.
        int end =
                Character.isHighSurrogate(raw.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
        return RejectRows.of(
                new Reject(
                        reject.file(),
                        reject.line(),
                        reject.column(),
                        reject.reason(),
                        "%s... (%s characters in all; the message itself is at %s, position %s)"
                                .formatted(
                                        raw.substring(0, end),
                                        raw.length(),
                                        reject.file(),
                                        reject.line())));
    }
}
