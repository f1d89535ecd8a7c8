package io.flinklab.app;

import io.flinklab.data.Secrets;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.streaming.FileRows;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.RejectTopic;
import io.flinklab.streaming.kafka.ScoreTopic;
import io.flinklab.streaming.kafka.TopicCheck;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;
import picocli.CommandLine.Option;

/** Options that say where a stream's scores and rejects go. */
final class StreamOutput {
    private static final String TABLE = "table";

    @Option(
            names = "--sink",
            required = true,
            converter = OptionValues.PathOrAddress.class,
            description =
                    "Where scores go: a directory for files of JSON lines (a path, or"
                            + " s3://...), a topic, kafka://host:port/topic, or table, to print"
                            + " the scores of a bounded source.")
    private String sink;

    @Option(
            names = "--rejects",
            converter = OptionValues.PathOrAddress.class,
            description =
                    "Where messages that cannot be scored go, a directory or a topic"
                            + " (default: the sink's name with -rejects behind it).")
    private String rejects;

    /** Whether the scores are printed. */
    boolean isTable() {
        return sink.equals(TABLE);
    }

    /** Whether scores or rejects go to Kafka, whose transactions must not last as long as a job. */
    boolean needsCheckpoints() {
        return KafkaAddress.is(sink) || KafkaAddress.is(rejects());
    }

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check() {
        check(sink);
        check(rejects());
    }

    static void check(String address) {
        if (KafkaAddress.is(address)) {
            KafkaAddress.parse(address, ScoreTopic.OPTIONS);
        } else {
            Secrets.requireNone(address);
        }
    }

    /** Refuses directories for scores and rejects that are one, or the model store's. */
    void requireApart(CommandFiles files) {
        if (!isTable()) {
            FlinkPath.local(sink).ifPresent(path -> files.writesInto("--sink", path));
        }
        FlinkPath.local(rejects()).ifPresent(path -> files.writesInto("--rejects", path));
    }

    /** Checks before the job runs that its topics exist. */
    void requireTopics() throws InterruptedException {
        for (String address : List.of(sink, rejects())) {
            if (KafkaAddress.is(address)) {
                TopicCheck.require(KafkaAddress.parse(address, ScoreTopic.OPTIONS));
            }
        }
    }

    void write(ScoredStream scored) {
        scored.sinkTo(scores(sink, scored.type()), rejects(rejects()));
    }

    /** The rejects alone, where scores are printed. */
    void writeRejects(ScoredStream scored) {
        scored.rejects().sinkTo(rejects(rejects())).name("rejects").uid("rejects");
    }

    /** A sink for scores, into a directory or a topic. */
    static Sink<Row> scores(String address, RowTypeInfo type) {
        return KafkaAddress.is(address)
                ? ScoreTopic.at(address).sink(type)
                : FileRows.sink(located(address), type);
    }

    /** A sink for rejects. */
    static Sink<Row> rejects(String address) {
        return KafkaAddress.is(address)
                ? RejectTopic.at(address).sink()
                : FileRows.sink(located(address), RejectRows.TYPE);
    }

    private String rejects() {
        return rejects == null ? rejectsBeside(sink) : rejects;
    }

    /** Where rejects go if nothing else is said. */
    static String rejectsBeside(String sink) {
        return KafkaAddress.is(sink)
                ? KafkaAddress.parse(sink, ScoreTopic.OPTIONS) + "-rejects"
                : sink.replaceFirst("/+$", "") + "-rejects";
    }

    /**
     * The scores' place by one name: a state holds files or transactions that are not finished
     * there.
     */
    String scoresIdentity() {
        return identity(sink);
    }

    /** The same for rejects. */
    String rejectsIdentity() {
        return identity(rejects());
    }

    static String identity(String address) {
        if (!KafkaAddress.is(address)) {
            return StreamNote.place(address);
        }
        KafkaAddress topic = KafkaAddress.parse(address, ScoreTopic.OPTIONS);
        String transactions = topic.options().get("transactions");
        return topic + (transactions == null ? "" : "?transactions=" + transactions);
    }

    private static String located(String directory) {
        StoreOptions.location(directory);
        return directory;
    }

    @Override
    public String toString() {
        return sink + ", rejects to " + rejects();
    }
}
