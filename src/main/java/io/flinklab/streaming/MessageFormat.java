package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.MessageRows;
import io.flinklab.data.json.ExampleJson;
import java.util.function.Function;
import org.apache.flink.types.Row;

/** The format of a message's text. */
public enum MessageFormat {
    /**
     * Fields separated by commas, as a file has them; in the schema's order where there is no
     * header.
     */
    CSV,

    /** An object whose keys are the columns' names. */
    JSON;

    /**
     * Turns rows of {@link MessageRows#TYPE} into examples or rejects; never throws for what is in
     * a message.
     */
    public Function<Row, ParsedRow> parser(Schema schema) {
        return this == CSV
                ? new MessageRows.CsvParser(schema)::parse
                : new JsonMessages(schema)::parse;
    }

    private static final class JsonMessages {
        private final Schema schema;
        private ExampleJson parser;
        private String origin;

        JsonMessages(Schema schema) {
            this.schema = schema;
        }

        ParsedRow parse(Row message) {
            if (!MessageRows.origin(message).equals(origin)) {
                origin = MessageRows.origin(message);
                parser = new ExampleJson(schema, origin);
            }
            long position = MessageRows.position(message);
            String text = MessageRows.text(message);
            String defect = MessageRows.defect(message);
            return defect.isEmpty()
                    ? parser.parse(position, text)
                    : new ParsedRow.Rejected(new Reject(origin, position, "", defect, text));
        }
    }
}
