package io.flinklab.data.csv;

import io.flinklab.data.DataException;
import io.flinklab.data.DataFile;
import io.flinklab.data.DataFiles;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/** Reads one file row by row, holding none; for files that do not fit into memory. */
public final class ExampleReader implements Closeable {
    private final String file;
    private final FileRecords records;

    public ExampleReader(String file, InputStream in, Schema schema, Labels labels)
            throws IOException {
        this.file = file;
        records = FileRecords.open(file, in, schema, labels);
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws DataException if the file is missing, empty, without rows, or has another header
     */
    public static ExampleReader open(Path file, Schema schema, Labels labels) {
        DataFiles.requireExisting(file);
        return open(DataFile.of(file), schema, labels);
    }

    /** The same for a file on any file system that Flink knows. */
    public static ExampleReader open(DataFile file, Schema schema, Labels labels) {
        try {
            return new ExampleReader(file.name(), file.open(), schema, labels);
        } catch (IOException e) {
            throw DataException.unreadable(file.name(), e);
        }
    }

    /** What was forgiven in the header and what is ignored, in sentences. */
    public List<String> notes() {
        return records.header().notes();
    }

    /**
     * The next row, or null at the end.
     *
     * @throws DataException if the file cannot be read on
     */
    public ParsedRow next() {
        try {
            return records.next();
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
