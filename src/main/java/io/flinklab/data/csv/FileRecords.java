package io.flinklab.data.csv;

import io.flinklab.data.DataException;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.RecordReader.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file's records behind its checked header, comments left out: the one place where bytes become
 * examples. A file that begins as gzip's files do is decompressed, whatever its name; where that
 * cannot be done to its end, it is a {@link java.util.zip.ZipException}.
 */
public final class FileRecords implements Closeable {
    private final RecordReader records;
    private final Header header;
    private final ExampleParser parser;
    private RawRecord first;

    private FileRecords(RecordReader records, Header header, ExampleParser parser) {
        this.records = records;
        this.header = header;
        this.parser = parser;
    }

    /**
     * Reads the header and requires a record behind it.
     *
     * @param file named in errors
     * @param in closed here if it is no file of the schema
     */
    public static FileRecords open(String file, InputStream in, Schema schema, Labels labels)
            throws IOException {
        try {
            RecordReader records = new RecordReader(in);
            Header header = Header.read(file, records, schema, labels);
            FileRecords opened =
                    new FileRecords(records, header, new ExampleParser(file, schema, header));
            opened.first = opened.read();
            if (opened.first == null) {
                throw new DataException.EmptyFile(
                        file + " has a header and no rows. Expected at least one row behind it.");
            }
            return opened;
        } catch (DataException | IOException e) {
            in.close();
            throw e;
        }
    }

    public Header header() {
        return header;
    }

    /** The next record, or null at the end. */
    public ParsedRow next() throws IOException {
        ParsedRow plain = first == null ? parser.parsePlain(records) : null;
        if (plain != null) {
            return plain;
        }
        RawRecord next = first == null ? read() : first;
        first = null;
        return next == null ? null : parser.parse(next);
    }

    private RawRecord read() throws IOException {
        RawRecord next = records.next();
        while (next != null && next.isComment()) {
            next = records.next();
        }
        return next;
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
