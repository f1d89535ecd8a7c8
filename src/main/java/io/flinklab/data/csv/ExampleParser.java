package io.flinklab.data.csv;

import io.flinklab.data.BadValue;
import io.flinklab.data.Example;
import io.flinklab.data.ExampleBuilder;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.RecordReader.RawRecord;

/** One record of a file into an {@link Example} or a {@link Reject}. Not thread-safe. */
public final class ExampleParser {
    private final ExampleBuilder example;
    private final Schema schema;
    private final String file;
    private final Header header;

    /**
     * @param file named in rejects
     */
    ExampleParser(String file, Schema schema, Header header) {
        this.file = file;
        this.schema = schema;
        this.header = header;
        example = new ExampleBuilder(schema);
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
            return new ParsedRow.Accepted(
                    example(RecordReader.fields(record.text())), record.line(), record.text());
        } catch (BadValue bad) {
            return rejected(record, bad.column(), bad.getMessage());
        }
    }

    private ParsedRow rejected(RawRecord record, String column, String reason) {
        return new ParsedRow.Rejected(
                new Reject(file, record.line(), column, reason, record.text()));
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
