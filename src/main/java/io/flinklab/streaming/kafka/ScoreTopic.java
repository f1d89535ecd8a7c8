package io.flinklab.streaming.kafka;

import io.flinklab.streaming.ScoreRows;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.types.Row;

/**
 * A topic of scores as the stream's sink, exactly once: a record a row of {@link ScoreRows#type},
 * its value the row's JSON, its key the first field, its timestamp the event time. Kafka deletes by
 * that timestamp: scores of examples older than the topic's {@code retention.ms} (a week unless
 * set) are soon gone, so give a topic of old ones {@code retention.ms=-1}.
 *
 * <p>Rows are written in Kafka transactions, which a checkpoint commits: read them with {@code
 * isolation.level=read_committed}, and they appear at the interval of the checkpoints. A job that
 * is down for longer than {@code transaction.timeout.ms} (ten minutes unless set) can lose what its
 * last checkpoint had not yet committed.
 *
 * @param address the topic; its option {@code transactions} names the job's transactions (default:
 *     by the topic). Two jobs that write to one topic at the same time need two names; a job that
 *     starts again needs the one it had
 * @param properties settings of Kafka's producer, which override this class's own
 */
public record ScoreTopic(KafkaAddress address, Map<String, String> properties) {
    /** Names of the address's options. */
    public static final Set<String> OPTIONS = TopicSink.OPTIONS;

    public ScoreTopic {
        properties = Map.copyOf(properties);
    }

    /**
     * The topic with Kafka's usual settings.
     *
     * @throws IllegalArgumentException if the text is no topic's address
     */
    public static ScoreTopic at(String address) {
        return new ScoreTopic(KafkaAddress.parse(address, OPTIONS), Map.of());
    }

    /**
     * The sink; its job must have checkpoints.
     *
     * @param type of the scores, {@link ScoreRows#type}
     */
    public KafkaSink<Row> sink(RowTypeInfo type) {
        return TopicSink.of(
                address,
                properties,
                RowRecords.keyedBy(type.getFieldNames()[0], type, address.topic())
                        .stampedWith("eventTime", type));
    }

    /** The address without its options; the properties may hold a password. */
    @Override
    public String toString() {
        return address.toString();
    }
}
