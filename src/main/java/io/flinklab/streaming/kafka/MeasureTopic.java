package io.flinklab.streaming.kafka;

import io.flinklab.streaming.RowJson;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.types.Row;

/**
 * A topic of measures as the stream's sink, exactly once: a record a row, its value the row's JSON
 * with null for what is undefined. Transactions are as in {@link ScoreTopic}.
 *
 * @param address the topic; its option {@code transactions} names the job's transactions (default:
 *     by the topic)
 */
public record MeasureTopic(KafkaAddress address) {
    /** Names of the address's options. */
    public static final Set<String> OPTIONS = TopicSink.OPTIONS;

    /**
     * The topic.
     *
     * @throws IllegalArgumentException if the text is no topic's address
     */
    public static MeasureTopic at(String address) {
        return new MeasureTopic(KafkaAddress.parse(address, OPTIONS));
    }

    /**
     * The sink; its job must have checkpoints.
     *
     * @param key the field that is the record's key
     * @param time the LONG field that is its timestamp, milliseconds since 1970 UTC
     */
    public KafkaSink<Row> sink(RowTypeInfo type, String key, String time) {
        return TopicSink.of(
                address,
                Map.of(),
                RowRecords.keyedBy(key, type, address.topic())
                        .stampedWith(time, type)
                        .as(RowJson.ofMeasures(type)));
    }
}
