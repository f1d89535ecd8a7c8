package io.flinklab.app;

import io.flinklab.streaming.MessageFormat;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.kafka.CustomerTopic;
import io.flinklab.streaming.kafka.KafkaAddress;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say where a stream's customers come from. */
final class StreamInput {
    @Option(
            names = "--source",
            required = true,
            description = {
                "A CSV file of customers, or a directory of them (a path, or s3://bucket/path),",
                "or a topic: kafka://host:port/topic[?format=json&group=NAME&bounded=true]."
            })
    private String source;

    @Option(
            names = "--watch",
            description = "Look for new files in the directory this often, as 5s, without end.")
    private Duration watch;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private CustomerTopic topic() {
        return CustomerTopic.at(source);
    }

    /** Whether the stream ends by itself. */
    boolean isBounded() {
        return KafkaAddress.is(source) ? topic().bounded() : watch == null;
    }

    MessageSource open() {
        if (!KafkaAddress.is(source)) {
            StoreOptions.location(source);
            return watch == null
                    ? MessageSource.files(source)
                    : MessageSource.watched(source, watch);
        }
        if (watch != null) {
            throw new ParameterException(
                    spec.commandLine(), "--watch is for directories; a topic needs none.");
        }
        return new MessageSource(topic().source(), format(), topic().address().topic());
    }

    private MessageFormat format() {
        return topic().address().options().getOrDefault("format", "csv").equals("json")
                ? MessageFormat.JSON
                : MessageFormat.CSV;
    }

    @Override
    public String toString() {
        return source;
    }
}
