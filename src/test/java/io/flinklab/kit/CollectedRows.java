package io.flinklab.kit;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** What a running job's stream has to say, taken row by row; closing it ends the job. */
public final class CollectedRows implements AutoCloseable {
    private final CloseableIterator<Row> rows;

    private CollectedRows(CloseableIterator<Row> rows) {
        this.rows = rows;
    }

    /** Submits the stream's job. */
    public static CollectedRows of(DataStream<Row> stream) throws Exception {
        return new CollectedRows(stream.executeAndCollect());
    }

    /** The next row, once it is there. */
    public Row next() {
        return rows.next();
    }

    /** All that come until the job ends. */
    public List<Row> rest() {
        List<Row> rest = new ArrayList<>();
        rows.forEachRemaining(rest::add);
        return rest;
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (Exception e) {
            throw new IllegalStateException("The job did not end", e);
        }
    }
}
