package io.flinklab.streaming.kafka;

import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.types.Row;

/** What the stream's two sinks share: transactions that a checkpoint commits. */
final class TopicSink {
    static final Set<String> OPTIONS = Set.of("transactions");

    /** Below the broker's usual maximum of fifteen minutes. */
    private static final String TRANSACTION_MILLIS = "600000";

    private TopicSink() {}

    static KafkaSink<Row> of(
            KafkaAddress address,
            Map<String, String> properties,
            KafkaRecordSerializationSchema<Row> records) {
        Properties settings = new Properties();
        settings.setProperty("transaction.timeout.ms", TRANSACTION_MILLIS);
        settings.setProperty("compression.type", "lz4");
        // Small waits make large batches; nothing is visible before a checkpoint anyway.
        settings.setProperty("linger.ms", "5");
        settings.putAll(properties);
        return KafkaSink.<Row>builder()
                .setBootstrapServers(address.servers())
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(transactions(address))
                .setKafkaProducerConfig(settings)
                .setRecordSerializer(records)
                .build();
    }

    static String transactions(KafkaAddress address) {
        return address.options().getOrDefault("transactions", "flink-ml-lab-" + address.topic());
    }
}
