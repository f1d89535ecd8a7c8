package io.flinklab.streaming.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka records as rows of {@link ModelEvents#TYPE}, whatever their bytes. */
final class EventRecords implements KafkaRecordDeserializationSchema<Row> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        String action = "";
        String version = "";
        String defect = "";
        try {
            ModelEvent event = ModelEvent.read(value);
            action = event.action().toString();
            version = event.version();
        } catch (IllegalArgumentException e) {
            defect = e.getMessage();
        }
        out.collect(
                Row.of(
                        action,
                        version,
                        record.topic() + "-" + record.partition(),
                        record.offset(),
                        record.timestamp(),
                        new String(value, StandardCharsets.UTF_8),
                        defect));
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return ModelEvents.TYPE;
    }
}
