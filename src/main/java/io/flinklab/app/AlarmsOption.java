package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.Secrets;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.streaming.kafka.KafkaAddress;
import io.flinklab.streaming.kafka.MessageTopic;
import io.flinklab.streaming.kafka.TopicCheck;
import io.flinklab.streaming.kafka.TopicEnds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The option that says where alarms of drift are, and how many there are. */
final class AlarmsOption {
    @Option(
            names = "--alarms",
            converter = OptionValues.PathOrAddress.class,
            description =
                    "With --on alarm, which needs it: where alarms of drift go, a directory of files"
                            + " of JSON lines, or a topic, kafka://host:port/topic.")
    private String alarms;

    /**
     * Looks at the options alone.
     *
     * @throws IllegalArgumentException if they are not as they should be
     */
    void check(RetrainTriggers triggers) {
        if (triggers.alarm() != (alarms != null)) {
            throw new IllegalArgumentException("--alarms and --on alarm go together.");
        } else if (alarms != null && KafkaAddress.is(alarms)) {
            MessageTopic.at(alarms);
        } else if (alarms != null) {
            Secrets.requireNone(alarms);
            directory();
        }
    }

    private Path directory() {
        return FlinkPath.local(alarms)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "--alarms is a directory of this machine or a topic; found "
                                                + alarms
                                                + "."));
    }

    /** Checks that the topic exists. */
    void requireTopic() throws InterruptedException {
        if (alarms != null && KafkaAddress.is(alarms)) {
            TopicCheck.require(MessageTopic.at(alarms).address());
        }
    }

    /** How many alarms were given; those of a topic are counted by its offsets. */
    long count() throws InterruptedException {
        if (alarms == null) {
            return 0;
        } else if (KafkaAddress.is(alarms)) {
            return TopicEnds.of(MessageTopic.at(alarms)).offsets().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
        Path directory = directory();
        try (Stream<Path> files = Files.isDirectory(directory) ? Files.list(directory) : null) {
            List<Path> finished =
                    files == null ? List.of() : files.filter(AlarmsOption::isFinished).toList();
            long lines = 0;
            for (Path file : finished) {
                try (Stream<String> text = Files.lines(file)) {
                    lines += text.count();
                }
            }
            return lines;
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(
                    "--alarms %s cannot be read: %s. Check the path and its permissions."
                            .formatted(alarms, e),
                    e);
        }
    }

    /** What is being written has a hidden name. */
    private static boolean isFinished(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".jsonl") && !name.startsWith(".") && !name.startsWith("_");
    }
}
