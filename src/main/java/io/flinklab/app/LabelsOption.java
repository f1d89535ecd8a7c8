package io.flinklab.app;

import io.flinklab.data.Schema;
import io.flinklab.data.Secrets;
import io.flinklab.online.LabelJoin;
import io.flinklab.online.LabelJoin.NoLabel;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ParsedStream;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.TopicCheck;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;
import picocli.CommandLine.Option;

/** Options that say where labels come from that come later than their rows. */
final class LabelsOption {
    private static final Duration LATENESS = Duration.ofMinutes(1);

    @Option(
            names = "--labels",
            converter = OptionValues.PathOrAddress.class,
            description =
                    "Where labels come from that are not in the rows: a topic,"
                            + " kafka://host:port/topic[?format=json&group=NAME&bounded=true], a CSV"
                            + " file or a directory of them, with the key and the label alone. A row"
                            + " is scored at once, and learned from when its label has come.")
    private String labels;

    @Option(
            names = "--horizon",
            description =
                    "With --labels, which needs it: the longest time between a row and its label,"
                            + " as 7d. Time is that of the messages' timestamps, or of the files.")
    private Duration horizon;

    @Option(
            names = "--no-label",
            description =
                    "What becomes of a row whose horizon has passed without a label: aside, it is a"
                            + " reject, or negative, it is learned as one (default: aside). The end of"
                            + " sources that have one ends every horizon.")
    private NoLabel noLabel;

    @Option(
            names = "--lateness",
            description =
                    "How far out of order messages may come: a label is learned from when both"
                            + " topics are this far beyond it (default: 1m).")
    private Duration lateness;

    @Option(
            names = "--idle",
            description =
                    "Do not wait for a partition without messages for this long, as 5m. What comes"
                            + " on it later may be learned in another order (default: wait).")
    private Duration idle;

    /** Whether labels come by themselves. */
    boolean isGiven() {
        return labels != null;
    }

    /**
     * Looks at the options alone.
     *
     * @param keepsState whether the stream goes on from a state
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check(boolean keepsState) {
        if (labels == null) {
            if (horizon != null || noLabel != null || lateness != null || idle != null) {
                throw new IllegalArgumentException(
                        "--horizon, --no-label, --lateness and --idle are for --labels.");
            }
            return;
        }
        if (horizon == null) {
            throw new IllegalArgumentException(
                    "--labels needs --horizon, the longest time from a row to its label, as 7d.");
        } else if (horizon.isZero()) {
            throw new IllegalArgumentException("--horizon is a time above 0; found 0.");
        }
        if (KafkaAddress.is(labels)) {
            topic().bounded();
            topic().requireFormat();
        } else {
            Secrets.requireNone(labels);
            if (keepsState) {
                throw new IllegalArgumentException(
                        "--state goes with labels of a topic; those of files are read once. Leave it"
                                + " out, or write the labels to a topic.");
            }
        }
    }

    /** Checks before the job runs that its topic exists. */
    void requireTopic() throws InterruptedException {
        if (labels != null && KafkaAddress.is(labels)) {
            TopicCheck.require(topic().address());
        }
    }

    /** The source by one name. */
    String identity() {
        if (labels == null) {
            return StreamNote.NONE;
        }
        return KafkaAddress.is(labels)
                ? topic().address() + (topic().bounded() ? "?bounded=true" : "")
                : StreamNote.place(labels);
    }

    /**
     * Reads a source, and joins it with its labels if they come by themselves.
     *
     * @return rows of the source's schema, or a changelog of them
     * @throws IllegalArgumentException the schema has no key or no label
     */
    ParsedStream read(StreamExecutionEnvironment environment, MessageSource rows) {
        if (labels == null) {
            return ParsedStream.of(environment, rows, WatermarkStrategy.noWatermarks(), "");
        }
        Schema schema = rows.schema();
        LabelJoin join = new LabelJoin(schema, horizon, noLabel == null ? NoLabel.ASIDE : noLabel);
        return join.join(
                ParsedStream.of(environment, rows, watermarks(), ""),
                ParsedStream.of(environment, source(schema.labels()), watermarks(), "labels "));
    }

    private WatermarkStrategy<Row> watermarks() {
        WatermarkStrategy<Row> all =
                MessageSource.watermarks(lateness == null ? LATENESS : lateness);
        return idle == null ? all : all.withIdleness(idle);
    }

    private MessageSource source(Schema schema) {
        if (KafkaAddress.is(labels)) {
            return topic().messages(schema);
        }
        StoreOptions.location(labels);
        return MessageSource.files(schema, labels);
    }

    private MessageTopic topic() {
        return MessageTopic.at(labels);
    }
}
