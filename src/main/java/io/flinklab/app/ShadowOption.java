package io.flinklab.app;

import io.flinklab.data.flink.FlinkPath;
import io.flinklab.streaming.ScoredStream;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.ScoreTopic;
import io.flinklab.streaming.kafka.TopicCheck;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;
import picocli.CommandLine.Option;

/** Options that let a challenger score the stream, too, without being served. */
final class ShadowOption {
    @Option(
            names = "--shadow",
            paramLabel = "VERSION",
            description =
                    "A version of the store that scores every row beside the one in use. Its scores"
                            + " are kept, and not served.")
    private String version;

    @Option(
            names = "--shadow-sink",
            converter = OptionValues.PathOrAddress.class,
            description =
                    "Where the scores of --shadow go, a directory or a topic; what it cannot score"
                            + " goes beside them, -rejects behind the name.")
    private String sink;

    /** Whether a challenger scores. */
    boolean isGiven() {
        return version != null;
    }

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check(StreamModel model) {
        if (isGiven() != (sink != null)) {
            throw new IllegalArgumentException(
                    "--shadow and --shadow-sink go together: a version, and where its scores go.");
        } else if (!isGiven()) {
            return;
        } else if (model.isService()) {
            throw new IllegalArgumentException(
                    "--shadow is for a --store, which has the challenger; a service does not.");
        }
        addresses().forEach(StreamOutput::check);
    }

    /** Whether its scores go to Kafka, whose transactions must not last as long as a job. */
    boolean needsCheckpoints() {
        return isGiven() && KafkaAddress.is(sink);
    }

    /** Where its scores go, by one name; nothing if there is no challenger. */
    Map<String, String> identity() {
        return isGiven() ? Map.of("--shadow-sink", StreamOutput.identity(sink)) : Map.of();
    }

    /** Refuses directories that another option has. */
    void requireApart(CommandFiles files) {
        if (isGiven()) {
            addresses()
                    .forEach(
                            each ->
                                    FlinkPath.local(each)
                                            .ifPresent(
                                                    path ->
                                                            files.writesInto(
                                                                    "--shadow-sink", path)));
        }
    }

    /** Checks before the job runs that its topics exist. */
    void requireTopics() throws InterruptedException {
        if (needsCheckpoints()) {
            for (String address : addresses()) {
                TopicCheck.require(KafkaAddress.parse(address, ScoreTopic.OPTIONS));
            }
        }
    }

    private List<String> addresses() {
        return List.of(sink, StreamOutput.rejectsBeside(sink));
    }

    /**
     * Adds the challenger to a job, if there is one.
     *
     * @param model opens it
     */
    void score(ScoredStream scored, StreamModel model) {
        if (!isGiven()) {
            return;
        }
        SingleOutputStreamOperator<Row> shadow =
                scored.shadow(model.challenger(version), model.options());
        shadow.sinkTo(StreamOutput.scores(sink, scored.type()))
                .name("shadow scores")
                .uid("shadow scores");
        shadow.getSideOutput(ScoredStream.REJECTS)
                .sinkTo(StreamOutput.rejects(StreamOutput.rejectsBeside(sink)))
                .name("shadow rejects")
                .uid("shadow rejects");
    }
}
