package io.flinklab.streaming.kafka;

import io.flinklab.streaming.ModelEventRows;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka records as rows of {@link ModelEventRows#TYPE}, whatever their bytes. */
final class EventRecords implements KafkaRecordDeserializationSchema<Row> {

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Row> out) {
        out.collect(row(record));
    }

    private static Row row(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value() == null ? new byte[0] : record.value();
        try {
            ModelEvent event = ModelEvent.read(value);
            return ModelEventRows.event(event.action().toString(), event.version());
        } catch (IllegalArgumentException e) {
            return ModelEventRows.defect(
                    "%s-%s@%s: %s"
                            .formatted(
                                    record.topic(),
                                    record.partition(),
                                    record.offset(),
                                    e.getMessage()));
        }
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return ModelEventRows.TYPE;
    }
}
