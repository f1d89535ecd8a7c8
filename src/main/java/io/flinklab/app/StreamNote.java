package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.data.flink.FlinkPath;
import io.flinklab.streaming.kafka.TopicEnds;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * What a stream notes beside its checkpoints, so that the next run can tell whether it may go on
 * from them.
 *
 * @param source where rows come from
 * @param labels where labels come from that are not in the rows, or {@link #NONE}
 * @param scores where scores go
 * @param rejects where rejects go
 * @param more by option where else rows go, to measures, alarms and the scores of a shadow, without
 *     which a stream may go on, and which column weighs rows
 * @param service whether a service scores
 * @param reload whether the stream looks for other models
 * @param ends where a topic's source stops, if it does
 * @param checkpoint the number of the last checkpoint or savepoint that is known of, 0 before the
 *     first and when the stream came to its end
 */
record StreamNote(
        String source,
        String labels,
        String scores,
        String rejects,
        Map<String, String> more,
        boolean service,
        boolean reload,
        TopicEnds ends,
        long checkpoint) {
    /** No place. */
    static final String NONE = "none";

    /** Earlier versions wrote no note, and other state. */
    private static final String FORMAT = "2";

    private static final String MORE = "more.";

    /** Copies the map. */
    StreamNote {
        more = Map.copyOf(more);
    }

    /** A directory or file by one name, whichever way it was written and whether it is there. */
    static String place(String path) {
        return FlinkPath.of(path).toString().replaceFirst("/+$", "");
    }

    StreamNote at(long number) {
        return new StreamNote(source, labels, scores, rejects, more, service, reload, ends, number);
    }

    /** The note of a stream that goes on from that state, which holds more until a checkpoint. */
    StreamNote after(StreamNote earlier) {
        Map<String, String> both = new HashMap<>(earlier.more);
        both.putAll(more);
        return new StreamNote(
                source,
                labels,
                scores,
                rejects,
                both,
                service,
                reload || earlier.reload,
                earlier.ends,
                earlier.checkpoint);
    }

    /** The note of a stream that stops there. */
    StreamNote until(TopicEnds there) {
        return new StreamNote(
                source, labels, scores, rejects, more, service, reload, there, checkpoint);
    }

    /** Whether the earlier state has parts that this stream lacks, of which none is missed. */
    boolean lacksPartsOf(StreamNote earlier) {
        return earlier.reload && !reload || !more.keySet().containsAll(earlier.more.keySet());
    }

    /**
     * Returns if this stream can go on from another one's state.
     *
     * @param state where that is, as {@code --state} says
     * @throws DataException if it cannot
     */
    void requireSameAs(StreamNote earlier, String state) {
        requireSame("--source", source, earlier.source, state);
        requireSame("--labels", labels, earlier.labels, state);
        requireSame("--sink", scores, earlier.scores, state);
        requireSame("--rejects", rejects, earlier.rejects, state);
        more.forEach(
                (option, place) ->
                        requireSame(
                                option, place, earlier.more.getOrDefault(option, place), state));
        if (earlier.service && !service) {
            throw new DataException(
                    "--state "
                            + state
                            + " may hold rows that the stream's --service had not answered yet."
                            + " Expected --service, found --store. Go on with --service, or begin"
                            + " anew with another --state.");
        }
    }

    private static void requireSame(String option, String now, String earlier, String state) {
        if (!now.equals(earlier)) {
            throw new DataException(
                    ("--state %s is of another stream. Expected %s %s, found %s. Give the same again,"
                                    + " or begin anew with another --state.")
                            .formatted(state, option, earlier, now));
        }
    }

    Properties write() {
        Properties text = new Properties();
        text.setProperty("format", FORMAT);
        text.setProperty("source", source);
        text.setProperty("labels", labels);
        text.setProperty("scores", scores);
        text.setProperty("rejects", rejects);
        more.forEach((option, place) -> text.setProperty(MORE + option, place));
        text.setProperty("service", Boolean.toString(service));
        text.setProperty("reload", Boolean.toString(reload));
        text.setProperty("ends", ends.toString());
        text.setProperty("checkpoint", Long.toString(checkpoint));
        return text;
    }

    /**
     * Reads what was written.
     *
     * @throws IllegalArgumentException it is something else
     */
    static StreamNote read(Properties text) {
        if (!FORMAT.equals(text.getProperty("format"))) {
            throw new IllegalArgumentException(
                    "expected format=" + FORMAT + ", found " + text.getProperty("format"));
        }
        return new StreamNote(
                value(text, "source"),
                text.getProperty("labels", NONE),
                value(text, "scores"),
                value(text, "rejects"),
                more(text),
                Boolean.parseBoolean(value(text, "service")),
                Boolean.parseBoolean(value(text, "reload")),
                TopicEnds.parse(value(text, "ends")),
                Long.parseLong(value(text, "checkpoint")));
    }

    private static Map<String, String> more(Properties text) {
        return text.stringPropertyNames().stream()
                .filter(name -> name.startsWith(MORE))
                .collect(
                        Collectors.toMap(name -> name.substring(MORE.length()), text::getProperty));
    }

    private static String value(Properties text, String name) {
        String value = text.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException("expected " + name + "=..., found none");
        }
        return value;
    }
}
