package io.flinklab.app;

import io.flinklab.data.DataFiles;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.kafka.CustomerTopic;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.TopicCheck;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Options that say where a stream's customers come from. */
final class StreamInput {
    @Option(
            names = "--source",
            required = true,
            converter = PathText.OrAddress.class,
            description =
                    "A CSV file of customers, or a directory of them (a path, or"
                            + " s3://bucket/path), or a topic:"
                            + " kafka://host:port/topic[?format=json&group=NAME&bounded=true].")
    private String source;

    @Option(
            names = "--watch",
            description = "Look for new files in the directory this often, as 5s, without end.")
    private Duration watch;

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
        if (!KafkaAddress.is(source)) {
            if (watch != null && watch.isZero()) {
                throw new IllegalArgumentException("--watch is a time above 0; found 0.");
            }
            return;
        }
        topic().bounded();
        topic().messages();
        if (watch != null) {
            throw new IllegalArgumentException("--watch is for directories; a topic needs none.");
        }
    }

    /** Tells what of a directory is not read, unless it is watched. */
    void tellLeftOut(PrintWriter err) {
        if (!KafkaAddress.is(source) && watch == null) {
            StoreOptions.location(source);
            DataOptions.tell(DataFiles.at(source).withRows().leftOut(), err);
        }
    }

    MessageSource open() throws InterruptedException {
        if (KafkaAddress.is(source)) {
            TopicCheck.require(topic().address());
            return topic().messages();
        }
        StoreOptions.location(source);
        return watch == null ? MessageSource.files(source) : MessageSource.watched(source, watch);
    }

    private CustomerTopic topic() {
        return CustomerTopic.at(source);
    }

    @Override
    public String toString() {
        return source;
    }
}
