package io.flinklab.data.inference;

import io.flinklab.data.BadValue;
import io.flinklab.data.DataException;
import io.flinklab.data.Excerpt;
import io.flinklab.data.csv.RecordReader;
import io.flinklab.data.csv.RecordReader.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * A file's records as they stand, behind its header; for a reader that does not know its columns
 * yet.
 */
final class RawRecords implements Closeable {
    private final RecordReader records;
    private final ColumnNames names;
    private int misfits;
    private long firstMisfit;

    private RawRecords(RecordReader records, ColumnNames names) {
        this.records = records;
        this.names = names;
    }

    /**
     * Reads the header: the first record, or a comment before it that has the label's column.
     *
     * @param file named in errors
     * @param in closed here if it has no header with that column
     */
    static RawRecords open(String file, InputStream in, String label) throws IOException {
        try {
            RecordReader records = new RecordReader(in);
            return new RawRecords(records, header(file, records, label));
        } catch (DataException | IOException e) {
            in.close();
            throw e;
        }
    }

    private static ColumnNames header(String file, RecordReader records, String label)
            throws IOException {
        RawRecord record = records.next();
        while (record != null && record.isComment()) {
            ColumnNames commented = names(file, record, record.text().substring(1).strip());
            if (commented.has(label)) {
                return commented;
            }
            record = records.next();
        }
        if (record == null) {
            throw new DataException.EmptyFile(
                    file + " is empty. Expected a header, and a row a line.");
        }
        ColumnNames names = names(file, record, record.text());
        names.requireLabel(label, record);
        return names;
    }

    private static ColumnNames names(String file, RawRecord record, String text) {
        try {
            if (!record.defect().isEmpty()) {
                throw new BadValue("", record.defect());
            }
            return new ColumnNames(file, Arrays.asList(RecordReader.fields(text)));
        } catch (BadValue bad) {
            if (record.isComment()) {
                return new ColumnNames(file, List.of());
            }
            throw new DataException(
                    "%s, line %s: %s. Expected a header, found %s."
                            .formatted(
                                    file,
                                    record.line(),
                                    bad.getMessage(),
                                    Excerpt.quoted(record.text())),
                    bad);
        }
    }

    ColumnNames names() {
        return names;
    }

    /** The fields of the next record that has as many as the header, or null at the end. */
    String[] next() throws IOException {
        for (RawRecord next = records.next(); next != null; next = records.next()) {
            String[] fields = next.isComment() ? null : fields(next);
            if (fields != null) {
                return fields;
            }
        }
        return null;
    }

    private String[] fields(RawRecord record) {
        try {
            String[] fields = record.defect().isEmpty() ? RecordReader.fields(record.text()) : null;
            if (fields != null && fields.length == names.size()) {
                return fields;
            }
        } catch (BadValue counted) {
            // Told with the other misfits, and by each command that reads the row.
        }
        firstMisfit = misfits++ == 0 ? record.line() : firstMisfit;
        return null;
    }

    /** How many records so far were left out, because they have other fields than the header. */
    int misfits() {
        return misfits;
    }

    /** The line of the first of them. */
    long firstMisfit() {
        return firstMisfit;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
