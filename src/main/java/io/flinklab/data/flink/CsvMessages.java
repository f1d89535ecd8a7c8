package io.flinklab.data.flink;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleParser;
import org.apache.flink.types.Row;

/**
 * Records of files, and of topics that hold such records, into examples or rejects. Not
 * thread-safe.
 */
public final class CsvMessages {
    private final Schema schema;
    private ExampleParser parser;
    private String origin = "";
    private String header = "";

    /** Records of a schema's tables. */
    public CsvMessages(Schema schema) {
        this.schema = schema;
        parser = ExampleParser.of(origin, schema, header);
    }

    /**
     * Parses a record; never throws for what is in it.
     *
     * @param message of type {@link MessageRows#TYPE}
     */
    public ParsedRow parse(Row message) {
        String itsOrigin = MessageRows.origin(message);
        String itsHeader = MessageRows.header(message);
        if (!itsOrigin.equals(origin) || !itsHeader.equals(header)) {
            origin = itsOrigin;
            header = itsHeader;
            parser = ExampleParser.of(origin, schema, header);
        }
        return parser.parse(
                MessageRows.position(message),
                MessageRows.text(message),
                MessageRows.defect(message));
    }
}
