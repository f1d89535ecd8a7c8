package io.flinklab.data.flink;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.FileRecords;
import io.flinklab.data.csv.Labels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.types.Row;

/**
 * Files for Flink's file source: whole files, as rows of {@link EventRows#TYPE}. They were checked
 * before the job: one that does not fit the schema fails it.
 *
 * <p>A bulk format, because a stream format is not told the file's name, which rejects need.
 */
final class RecordFormat implements BulkFormat<Row, FileSourceSplit> {
    private static final int BATCH = 512;

    private final Map<String, String> names;
    private final Schema schema;
    private final Labels labels;

    /**
     * @param names what to call a file, by its absolute path
     */
    RecordFormat(Map<String, String> names, Schema schema, Labels labels) {
        this.names = names;
        this.schema = schema;
        this.labels = labels;
    }

    @Override
    public Reader<Row> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return open(split, 0);
    }

    @Override
    public Reader<Row> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        long seen =
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        return open(split, seen);
    }

    private Reader<Row> open(FileSourceSplit split, long skip) throws IOException {
        String path = split.path().toString();
        String name = names.getOrDefault(path, path);
        FileRecords records =
                FileRecords.open(
                        name, split.path().getFileSystem().open(split.path()), schema, labels);
        BatchReader reader = new BatchReader(name, split.fileModificationTime(), records);
        reader.skip(skip);
        return reader;
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return EventRows.TYPE;
    }

    private static final class BatchReader implements Reader<Row> {
        private final String name;
        private final long time;
        private final FileRecords records;
        private long read;

        BatchReader(String name, long time, FileRecords records) {
            this.name = name;
            this.time = time;
            this.records = records;
        }

        void skip(long count) throws IOException {
            while (read < count) {
                records.next();
                read++;
            }
        }

        @Override
        public RecordIterator<Row> readBatch() throws IOException {
            List<Row> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH) {
                ParsedRow record = records.next();
                if (record == null) {
                    break;
                }
                batch.add(EventRows.of(record, name, time));
            }
            if (batch.isEmpty()) {
                return null;
            }
            long before = read;
            read += batch.size();
            return new IteratorResultIterator<>(
                    batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
        }

        @Override
        public void close() throws IOException {
            records.close();
        }
    }
}
