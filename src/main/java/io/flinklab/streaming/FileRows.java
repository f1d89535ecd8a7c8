package io.flinklab.streaming;

import io.flinklab.data.flink.FlinkPath;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.types.Row;

/**
 * Rows as files of JSON lines, each row exactly once: every checkpoint ends a file, which is then
 * visible as {@code part-….jsonl}; before that its name starts with a dot.
 */
public final class FileRows {
    // A bulk format, because the stream behind a row format makes one system call a row.
    private static final int BUFFER = 1 << 16;

    private FileRows() {}

    /**
     * A sink for rows of a type that {@link RowJson} knows.
     *
     * @param directory on any file system that Flink knows; made if it is not there
     */
    public static FileSink<Row> sink(String directory, RowTypeInfo type) {
        return sink(directory, new RowJson(type));
    }

    /** A sink for rows that are written as this writes them. */
    public static FileSink<Row> sink(String directory, RowJson json) {
        return FileSink.forBulkFormat(FlinkPath.of(directory), file -> new JsonLines(json, file))
                .withBucketAssigner(new BasePathBucketAssigner<>())
                .withOutputFileConfig(
                        OutputFileConfig.builder()
                                .withPartPrefix("part")
                                .withPartSuffix(".jsonl")
                                .build())
                .build();
    }

    private static final class JsonLines implements BulkWriter<Row> {
        private final RowJson json;
        private final OutputStream lines;

        /**
         * @param file closed by the sink
         */
        JsonLines(RowJson json, FSDataOutputStream file) {
            this.json = json;
            lines = new BufferedOutputStream(file, BUFFER);
        }

        @Override
        public void addElement(Row row) throws IOException {
            lines.write(json.write(row));
            lines.write('\n');
        }

        @Override
        public void flush() throws IOException {
            lines.flush();
        }

        @Override
        public void finish() throws IOException {
            lines.flush();
        }
    }
}
