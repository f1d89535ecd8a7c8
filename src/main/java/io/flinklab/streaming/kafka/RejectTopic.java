package io.flinklab.streaming.kafka;

import io.flinklab.data.Reject;
import io.flinklab.data.flink.RejectRows;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.types.Row;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A topic of rejects as the stream's sink, exactly once: a record a row of {@link RejectRows#TYPE},
 * its value the row's JSON, whose {@code raw} has 10,000 characters at most, its key the rejected
 * message's origin.
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
public record RejectTopic(KafkaAddress address, Map<String, String> properties) {
    /** Names of the address's options. */
    public static final Set<String> OPTIONS = TopicSink.OPTIONS;

    public RejectTopic {
        properties = Map.copyOf(properties);
    }

    /**
     * The topic with Kafka's usual settings.
     *
     * @throws IllegalArgumentException if the text is no topic's address
     */
    public static RejectTopic at(String address) {
        return new RejectTopic(KafkaAddress.parse(address, OPTIONS), Map.of());
    }

    /** The sink; its job must have checkpoints. */
    public KafkaSink<Row> sink() {
        return TopicSink.of(
                address,
                properties,
                new ShortRejects(RowRecords.keyedBy("origin", RejectRows.TYPE, address.topic())));
    }

    /** The address without its options; the properties may hold a password. */
    @Override
    public String toString() {
        return address.toString();
    }

    /**
     * Rejects as Kafka records with a text of 10,000 characters at most. A rejected message of the
     * largest size would not fit into another message, and writing it would stop the job.
     */
    private static final class ShortRejects implements KafkaRecordSerializationSchema<Row> {
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
                    reject.raw().length() <= CHARACTERS ? row : shortened(reject),
                    context,
                    timestamp);
        }

        private static Row shortened(Reject reject) {
            String raw = reject.raw();
            // Half of a surrogate pair is no text.
            int end =
                    Character.isHighSurrogate(raw.charAt(CHARACTERS - 1))
                            ? CHARACTERS - 1
                            : CHARACTERS;
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
}
