package io.flinklab.data.flink;

import io.flinklab.data.DataException;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.FileRecords;
import io.flinklab.data.csv.Labels;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.IteratorResultIterator;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.types.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that turn up while a job runs, whole, as rows of {@link EventRows#TYPE}. Whatever is wrong
 * with one becomes one reject, behind those of its records that could be read. Only a file system
 * that does not answer fails the job, which then begins again.
 */
final class FileEvents implements BulkFormat<Row, DataFileSplit> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(FileEvents.class);
    private static final int BATCH = 128;

    private static final String CUT =
            "expected a whole row, found one that was cut off: its file changed after it was taken";

    /** The position behind the reject of the file as a whole, which is its last. */
    private static final long ENDED = Long.MAX_VALUE;

    private final Schema schema;

    FileEvents(Schema schema) {
        this.schema = schema;
    }

    @Override
    public Reader<Row> createReader(Configuration config, DataFileSplit split) throws IOException {
        return restoreReader(config, split);
    }

    @Override
    public Reader<Row> restoreReader(Configuration config, DataFileSplit split) throws IOException {
        CheckpointedPosition position =
                split.getReaderPosition()
                        .orElse(new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 0));
        SplitReader reader = new SplitReader(split, schema);
        if (position.getOffset() != ENDED) {
            reader.open(position.getRecordsAfterOffset());
        }
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

    private static final class SplitReader implements Reader<Row> {
        private final DataFileSplit split;
        private final Schema schema;
        private final String name;
        private TakenBytes bytes;
        private FileRecords records;
        private ParsedRow next;
        private long read;
        private String defect = "";

        SplitReader(DataFileSplit split, Schema schema) {
            this.split = split;
            this.schema = schema;
            name = split.path().toString();
        }

        void open(long skip) throws IOException {
            defect = split.defect();
            if (!defect.isEmpty()) {
                return;
            }
            read = skip;
            try {
                requireAsTaken();
                bytes =
                        new TakenBytes(
                                split.path().getFileSystem().open(split.path()), split.stamp());
                records = FileRecords.open(name, bytes, schema, Labels.OPTIONAL);
                records.header().notes().forEach(LOG::info);
                advance();
                for (long i = 0; i < skip && next != null; i++) {
                    advance();
                }
            } catch (DataException.EmptyFile e) {
                LOG.warn("{}", e.getMessage());
            } catch (DataException e) {
                end(e.getMessage());
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
        }

        @Override
        public RecordIterator<Row> readBatch() throws IOException {
            long before = read;
            List<Row> batch = new ArrayList<>(BATCH);
            while (next != null && batch.size() < BATCH) {
                batch.add(take());
            }
            if (!batch.isEmpty()) {
                return rows(batch.iterator(), CheckpointedPosition.NO_OFFSET, before);
            }
            if (defect.isEmpty()) {
                return null;
            }
            Row last = defect(0, "", defect);
            defect = "";
            return rows(List.of(last).iterator(), ENDED, 0);
        }

        /** The next record; a failure behind it is told after it. */
        private Row take() throws IOException {
            ParsedRow record = next;
            read++;
            boolean cut = false;
            try {
                advance();
                cut = next == null && bytes.isCut();
            } catch (IOException | RuntimeException e) {
                fail(e);
            }
            return cut
                    ? defect(record.line(), record.raw(), CUT)
                    : EventRows.of(record, name, split.fileModificationTime());
        }

        private void advance() throws IOException {
            next = records.next();
            if (next == null && bytes.isShort()) {
                end(
                        "%s became shorter while it was read: expected %s, found %s bytes."
                                .formatted(name, split.stamp(), bytes.count()));
            }
        }

        private void requireAsTaken() throws IOException {
            if (split.stamp().isPipe()) {
                return;
            }
            FileStatus status = split.path().getFileSystem().getFileStatus(split.path());
            FileStamp now = new FileStamp(status.getLen(), status.getModificationTime());
            if (!split.stamp().isCloseTo(now)) {
                throw new DataException(
                        "%s changed after it was taken: expected %s, found %s.%s"
                                .formatted(name, split.stamp(), now, rest()));
            }
        }

        /** A failure of the file's own ends its reading; one of the file system is thrown. */
        private void fail(Exception failure) throws IOException {
            try {
                split.path().getFileSystem().getFileStatus(split.path());
                end(name + " cannot be read: " + reason(failure) + "." + rest());
            } catch (FileNotFoundException gone) {
                end(
                        name
                                + " does not exist any more."
                                + rest()
                                + " If it comes back, give it a new name.");
            } catch (AccessDeniedException denied) {
                end(name + " cannot be read: access is denied." + rest());
            } catch (IOException outage) {
                outage.addSuppressed(failure);
                throw outage;
            }
        }

        private String rest() {
            return read == 0
                    ? " None of its rows was read."
                    : " Its first " + read + " rows were read, the others were not.";
        }

        private static String reason(Exception failure) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }

        private void end(String reason) {
            LOG.warn("{}", reason);
            next = null;
            defect = reason;
        }

        private Row defect(long line, String raw, String reason) {
            return EventRows.defect(name, line, split.fileModificationTime(), raw, reason);
        }

        private static RecordIterator<Row> rows(Iterator<Row> rows, long offset, long skip) {
            return new IteratorResultIterator<>(rows, offset, skip);
        }

        @Override
        public void close() throws IOException {
            if (records != null) {
                records.close();
            } else if (bytes != null) {
                bytes.close();
            }
        }
    }
}
