package io.flinklab.app;

import io.flinklab.data.DataFiles;
import io.flinklab.data.Schema;
import io.flinklab.data.Secrets;
import io.flinklab.data.flink.DataFileSource;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.TopicCheck;
import io.flinklab.streaming.kafka.TopicEnds;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say where a stream comes from. */
final class StreamInput {
    private static final Duration SETTLE = Duration.ofSeconds(2);

    @Option(
            names = "--source",
            required = true,
            converter = OptionValues.PathOrAddress.class,
            description =
                    "A CSV file, or a directory of them (a path, or"
                            + " s3://bucket/path), or a topic:"
                            + " kafka://host:port/topic[?format=json&group=NAME&bounded=true].")
    private String source;

    @Option(
            names = "--watch",
            description = "Look for new files in the directory this often, as 5s, without end.")
    private Duration watch;

    @Option(
            names = "--settle",
            description =
                    "With --watch: a file is complete, and read, when its size and time have stayed"
                            + " the same this long (default: 2s), five times as long if its last"
                            + " line has no end. One that was renamed into place after it was"
                            + " written, or is on S3, is complete at once; with 0s each is.")
    private Duration settle;

    @Option(
            names = "--changed",
            description =
                    "What becomes of a file that changes after it was read, or comes again under"
                            + " its name with other content: reject, one reject tells of it, or"
                            + " rescore, all of it is scored as a new file (default: reject).")
    private DataFileSource.ChangedFile changed;

    /** Whether the stream ends by itself. */
    boolean isBounded() {
        return KafkaAddress.is(source) ? topic().bounded() : watch == null;
    }

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check() {
        if (settle != null && watch == null) {
            throw new IllegalArgumentException("--settle is for --watch.");
        }
        if (!KafkaAddress.is(source)) {
            Secrets.requireNone(source);
            if (watch != null && watch.isZero()) {
                throw new IllegalArgumentException("--watch is a time above 0; found 0.");
            }
            return;
        }
        if (changed != null) {
            throw new IllegalArgumentException("--changed is for files; a topic's do not change.");
        }
        topic().bounded();
        topic().requireFormat();
        if (watch != null) {
            throw new IllegalArgumentException("--watch is for directories; a topic needs none.");
        }
    }

    /** Says which files of a directory are left out, unless it is watched. */
    void tellLeftOut(Schema schema, PrintWriter err) {
        if (!KafkaAddress.is(source) && watch == null) {
            StoreOptions.location(source);
            DataOptions.tell(DataFiles.at(source).withRows(schema).leftOut(), err);
        }
    }

    /**
     * The source.
     *
     * @param schema what it holds
     * @param state where the stream keeps its state, if it does
     * @param ends as {@link #ends()} gave them when the state began
     */
    MessageSource open(Schema schema, Optional<JobState> state, TopicEnds ends) {
        if (KafkaAddress.is(source)) {
            return topic().messages(schema, ends);
        }
        StoreOptions.location(source);
        return MessageSource.files(files(schema, state));
    }

    private DataFileSource files(Schema schema, Optional<JobState> state) {
        DataFileSource.ChangedFile policy =
                changed == null ? DataFileSource.ChangedFile.REJECT : changed;
        if (watch != null) {
            return DataFileSource.watched(
                    schema, source, watch, settle == null ? SETTLE : settle, policy);
        }
        DataFileSource files = DataFileSource.bounded(schema, source).rescoring(policy);
        return state.map(JobState::end).map(files::telling).orElse(files);
    }

    /**
     * The source by one name, however it was written: a state fits no other source. A state also
     * holds where a bounded topic ends.
     */
    String identity() {
        return KafkaAddress.is(source)
                ? topic().address() + (topic().bounded() ? "?bounded=true" : "")
                : StreamNote.place(source);
    }

    /** Checks before the job runs that its topic exists. */
    void requireTopic() throws InterruptedException {
        if (KafkaAddress.is(source)) {
            TopicCheck.require(topic().address());
        }
    }

    /** Where a topic's source with an end stops if it begins now; none for others. */
    TopicEnds ends() throws InterruptedException {
        return KafkaAddress.is(source) && topic().bounded()
                ? TopicEnds.of(topic())
                : TopicEnds.none();
    }

    /** Makes the next run of a source that has ended there go on from there. */
    void commit(TopicEnds ends) throws InterruptedException {
        if (KafkaAddress.is(source)) {
            ends.commit(topic());
        }
    }

    /** Whether the source tells that it has come to its end, and waits there to be stopped. */
    boolean tellsItsEnd() {
        return watch == null && !KafkaAddress.is(source);
    }

    private MessageTopic topic() {
        return MessageTopic.at(source);
    }

    @Override
    public String toString() {
        return source;
    }
}
