package io.flinklab.streaming;

import io.flinklab.data.DataFileSource;
import io.flinklab.data.MessageRows;
import java.time.Duration;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.types.Row;

/**
 * Where messages come from.
 *
 * @param source gives rows of {@link MessageRows#TYPE}
 * @param format what the messages' text is
 * @param name the operator's name in the web UI
 */
public record MessageSource(Source<Row, ?, ?> source, MessageFormat format, String name) {

    /** Customer files that are there now; as {@link DataFileSource#bounded}. */
    public static MessageSource files(String... paths) {
        return files(DataFileSource.bounded(paths));
    }

    /** A directory into which customer files come; as {@link DataFileSource#watched}. */
    public static MessageSource watched(String directory, Duration every) {
        return files(DataFileSource.watched(directory, every));
    }

    /** Customer files, as their source has been told to read them. */
    public static MessageSource files(DataFileSource source) {
        return new MessageSource(
                source,
                MessageFormat.CSV,
                source.isWatching() ? "watched directory" : "customer files");
    }
}
