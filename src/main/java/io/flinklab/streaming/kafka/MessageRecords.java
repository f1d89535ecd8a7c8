package io.flinklab.streaming.kafka;

import io.flinklab.data.flink.MessageRows;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka records as message rows, whatever their bytes. */
final class MessageRecords implements KafkaRecordDeserializationSchema<Row> {
    static final String BASE64 = "base64:";

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
        String origin = record.topic() + "-" + record.partition();
        byte[] value = record.value();
        String text = "";
        String defect = "";
        if (value == null) {
            defect = "expected a row, found a message without a value (a tombstone)";
        } else {
            try {
                text = utf8(value);
            } catch (CharacterCodingException e) {
                text = BASE64 + Base64.getEncoder().encodeToString(value);
                defect =
                        "expected text in UTF-8, found %s bytes that are not (%s); raw has them in"
                                        .formatted(value.length, e.getMessage())
                                + " base64";
            }
        }
        out.collect(MessageRows.of(origin, record.offset(), record.timestamp(), "", text, defect));
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return MessageRows.TYPE;
    }

    /** A string's own constructor would put question marks where the bytes are wrong. */
    private static String utf8(byte[] bytes) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    }
}
