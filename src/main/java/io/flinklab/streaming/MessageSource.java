package io.flinklab.streaming;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.DataFileSource;
import io.flinklab.data.flink.EventRows;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.types.Row;

/**
 * Where records come from, each parsed by its reader.
 *
 * @param schema what the records hold
 * @param source gives rows of {@link EventRows#TYPE}
 * @param name the operator's name in the web UI
 */
public record MessageSource(Schema schema, Source<Row, ?, ?> source, String name) {

    /**
     * Event times of a source's records, and watermarks that let them come out of order.
     *
     * @param lateness how much later than a record with a later time one may come; of each file or
     *     partition by itself
     */
    public static WatermarkStrategy<Row> watermarks(Duration lateness) {
        return WatermarkStrategy.<Row>forBoundedOutOfOrderness(lateness)
                .withTimestampAssigner((event, none) -> EventRows.time(event));
    }

    /** Files that are there now; as {@link DataFileSource#bounded}. */
    public static MessageSource files(Schema schema, String... paths) {
        return files(DataFileSource.bounded(schema, paths));
    }

    /** A directory into which files come; as {@link DataFileSource#watched}. */
    public static MessageSource watched(Schema schema, String directory, Duration every) {
        return files(DataFileSource.watched(schema, directory, every));
    }

    /** Files, as their source has been told to read them. */
    public static MessageSource files(DataFileSource source) {
        return new MessageSource(
                source.schema(), source, source.isWatching() ? "watched directory" : "files");
    }
}
