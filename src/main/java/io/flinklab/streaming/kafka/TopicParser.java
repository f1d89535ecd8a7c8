package io.flinklab.streaming.kafka;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.streaming.MessageFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Turns a topic's records into rows, as {@link MessageTopic} says. Not thread-safe. */
final class TopicParser {
    private static final String BASE64 = "base64:";

    private final Schema schema;
    private final MessageFormat format;
    private final Map<Integer, Partition> partitions = new HashMap<>();

    TopicParser(Schema schema, MessageFormat format) {
        this.schema = schema;
        this.format = format;
    }

    Row parse(ConsumerRecord<byte[], byte[]> record) {
        Partition partition =
                partitions.computeIfAbsent(
                        record.partition(), number -> partition(record.topic() + "-" + number));
        byte[] value = record.value();
        if (value == null) {
            return partition.defect(
                    record, "", "expected a row, found a message without a value (a tombstone)");
        }
        try {
            return partition.event(record, utf8(value));
        } catch (CharacterCodingException e) {
            return partition.defect(
                    record,
                    BASE64 + Base64.getEncoder().encodeToString(value),
                    "expected text in UTF-8, found %s bytes that are not (%s); raw has them in"
                                    .formatted(value.length, e.getMessage())
                            + " base64");
        }
    }

    private Partition partition(String origin) {
        return new Partition(origin, format.parser(origin, schema));
    }

    /** A string's own constructor would put question marks where the bytes are wrong. */
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }

    private record Partition(String origin, MessageFormat.Parser parser) {
        Row event(ConsumerRecord<?, ?> record, String text) {
            return EventRows.of(parser.parse(record.offset(), text), origin, record.timestamp());
        }

        Row defect(ConsumerRecord<?, ?> record, String text, String reason) {
            return EventRows.defect(origin, record.offset(), record.timestamp(), text, reason);
        }
    }
}
