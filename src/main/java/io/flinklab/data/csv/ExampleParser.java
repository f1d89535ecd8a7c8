package io.flinklab.data.csv;

import io.flinklab.data.BadValue;
import io.flinklab.data.Example;
import io.flinklab.data.ExampleBuilder;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.PlainRecords;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.RecordReader.RawRecord;

/** One record of a file into an {@link Example} or a {@link Reject}. Not thread-safe. */
public final class ExampleParser {
    private final ExampleBuilder example;
    private final Schema schema;
    private final String file;
    private final Header header;
    private PlainRecords plain;
    private PlainRecords otherwisePlain;

    /**
     * @param file named in rejects
     */
    ExampleParser(String file, Schema schema, Header header) {
        this.file = file;
        this.schema = schema;
        this.header = header;
        example = new ExampleBuilder(schema);
        plain = plain(header);
        otherwisePlain = header.text().isEmpty() ? plain(Header.none(schema, false)) : null;
    }

    private ExampleParser(String file, ExampleParser other) {
        this.file = file;
        schema = other.schema;
        header = other.header;
        example = other.example;
        plain = other.plain;
        otherwisePlain = other.otherwisePlain;
    }

    /** This parser for another file with the same header; only one of the two is used from here. */
    public ExampleParser of(String file) {
        return new ExampleParser(file, this);
    }

    /**
     * A parser of records whose header has this text.
     *
     * @param file named in rejects
     * @param header the file's header; empty for records that hold the schema's columns in its
     *     order, the label at its place or left out
     */
    public static ExampleParser of(String file, Schema schema, String header) {
        return new ExampleParser(
                file,
                schema,
                header.isEmpty() ? Header.none(schema, true) : Header.of(header, schema));
    }

    /**
     * Parses a record; never throws for what is in it.
     *
     * @param line the record's first line in its file, from 1
     * @param text the record without its final line break; a quoted field may span lines
     */
    public ParsedRow parse(long line, String text) {
        return parse(new RawRecord(line, text, ""));
    }

    /** Parses a record as it was found in a file; never throws for what is in it. */
    public ParsedRow parse(RawRecord record) {
        if (!record.defect().isEmpty()) {
            return rejected(record, "", record.defect());
        }
        try {
            return new ParsedRow.Accepted(example(record.text()), record.line(), record.text());
        } catch (BadValue bad) {
            return rejected(record, bad.column(), bad.getMessage());
        }
    }

    /** The next record if it is plain; null, and it is still the next one, if it is not. */
    ParsedRow parsePlain(RecordReader records) {
        return plain == null ? null : records.next(plain);
    }

    private ParsedRow rejected(RawRecord record, String column, String reason) {
        return new ParsedRow.Rejected(
                new Reject(file, record.line(), column, reason, record.text()));
    }

    private PlainRecords plain(Header header) {
        return PlainRecords.of(schema, header.fields(), header.positions()).orElse(null);
    }

    private Example example(String text) throws BadValue {
        Example read = plain(text);
        return read == null ? example(RecordReader.fields(text)) : read;
    }

    /**
     * Null for a record that is not plain. Records without a header have the label or not, most
     * often all of them alike, so the form that was found last is tried first.
     */
    private Example plain(String text) {
        Example read = plain == null ? null : plain.read(text);
        if (read == null && otherwisePlain != null) {
            read = otherwisePlain.read(text);
            if (read != null) {
                PlainRecords found = otherwisePlain;
                otherwisePlain = plain;
                plain = found;
            }
        }
        return read;
    }

    private Example example(String[] fields) throws BadValue {
        int[] positions = layout(fields.length).positions();
        example.start();
        for (int i = 0; i < positions.length; i++) {
            if (positions[i] >= 0) {
                example.set(i, fields[positions[i]]);
            }
        }
        return example.build();
    }

    private String expected(Header unlabelled) {
        return unlabelled.fields() == header.fields()
                ? header.fields() + " fields"
                : unlabelled.fields() + " fields, or " + header.fields() + " with the label";
    }

    /** Records without a header may lack the label. */
    private Header layout(int fields) throws BadValue {
        if (fields == header.fields()) {
            return header;
        }
        Header unlabelled = header.text().isEmpty() ? Header.none(schema, false) : header;
        if (fields == unlabelled.fields()) {
            return unlabelled;
        }
        throw new BadValue("", "expected " + expected(unlabelled) + ", found " + fields);
    }
}
