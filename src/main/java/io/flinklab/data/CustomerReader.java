package io.flinklab.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads one customer file row by row, holding none; for files that do not fit into memory. */
public final class CustomerReader implements Closeable {
    private final String file;
    private final CustomerRecords records;
    private final CustomerParser parser;

    CustomerReader(String file, InputStream in, Labels labels) throws IOException {
        this.file = file;
        records = CustomerRecords.open(file, in, labels);
        parser = new CustomerParser(file, records.header().labelled());
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws DataException if the file is missing, empty, without rows, or has another header
     */
    public static CustomerReader open(Path file, Labels labels) {
        CustomerPaths.requireExisting(file);
        try {
            return new CustomerReader(file.toString(), Files.newInputStream(file), labels);
        } catch (IOException e) {
            throw CustomerPaths.unreadable(file, e);
        }
    }

    /**
     * The next row, or null at the end.
     *
     * @throws DataException if the file cannot be read on
     */
    public ParsedRow next() {
        try {
            LogicalRecord record = records.next();
            return record == null ? null : parser.parse(record);
        } catch (IOException e) {
            throw CustomerPaths.unreadable(file, e);
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
