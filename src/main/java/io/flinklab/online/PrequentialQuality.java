package io.flinklab.online;

import io.flinklab.data.Schema;
import java.io.Serializable;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/**
 * What to measure of a stream's scores while it runs, each score given before its row was learned
 * from (test, then train).
 *
 * @param window the rows to measure
 * @param every graded rows from one report to the next, 1 or more; in fact at least a twentieth of
 *     the rows in the window, since a report reads them all
 * @param slice a category column, to measure the rows of each of its categories as well; or empty
 */
public record PrequentialQuality(QualityWindow window, int every, String slice)
        implements Serializable {
    /** What a row may cost: so many reports read it. */
    static final int REPORTS = 20;

    /** Refuses a number out of range. */
    public PrequentialQuality {
        if (every < 1) {
            throw new IllegalArgumentException("every is 1 or more; found " + every + ".");
        }
    }

    /**
     * Measures on one subtask, whose state is the window: a restored job goes on with the same
     * reports. Its metrics are gauges of the last report of all rows, {@code auroc} and so on.
     *
     * @param graded rows of {@link GradedRows#type}
     * @param schema theirs
     * @return rows of {@link QualityRows#TYPE}: all rows first, then the slices; at the stream's
     *     end once more, if rows came since the last report
     * @throws IllegalArgumentException the schema has no such category
     */
    public DataStream<Row> of(DataStream<Row> graded, Schema schema) {
        if (!slice.isEmpty() && !schema.categoryNames().contains(slice)) {
            throw new IllegalArgumentException(
                    "Expected a slice by one of the categories %s; found %s."
                            .formatted(schema.categoryNames(), slice));
        }
        return graded.global()
                .transform("quality", QualityRows.TYPE, new QualityOperator(this, schema))
                .uid("quality")
                .setParallelism(1)
                .setMaxParallelism(1);
    }
}
