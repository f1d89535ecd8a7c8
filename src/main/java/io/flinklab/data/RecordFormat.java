package io.flinklab.data;

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
 * Customer files for Flink's file source: whole files, as rows of {@link RecordRows#RECORD}.
 *
 * <p>A bulk format, because a stream format is not told the file's name, which rejects need.
 */
final class RecordFormat implements BulkFormat<Row, FileSourceSplit> {
    private static final int BATCH = 512;

    private final Map<String, String> names;
    private final Labels labels;

    /**
     * @param names what to call a file, by its absolute path
     */
    RecordFormat(Map<String, String> names, Labels labels) {
        this.names = names;
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
        String name = names.getOrDefault(split.path().toString(), split.path().toString());
        CustomerRecords records =
                CustomerRecords.open(name, split.path().getFileSystem().open(split.path()), labels);
        for (long i = 0; i < skip; i++) {
            records.next();
        }
        return new BatchReader(name, records, skip);
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<Row> getProducedType() {
        return RecordRows.RECORD;
    }

    private static final class BatchReader implements Reader<Row> {
        private final String file;
        private final CustomerRecords records;
        private long read;

        BatchReader(String file, CustomerRecords records, long read) {
            this.file = file;
            this.records = records;
            this.read = read;
        }

        @Override
        public RecordIterator<Row> readBatch() throws IOException {
            List<Row> batch = new ArrayList<>(BATCH);
            while (batch.size() < BATCH) {
                LogicalRecord record = records.next();
                if (record == null) {
                    break;
                }
                batch.add(RecordRows.record(file, records.header(), record));
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
