package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.MessageRows;
import io.flinklab.data.json.ExampleJson;
import org.apache.flink.types.Row;

/** JSON objects. */
final class JsonMessages implements MessageParser {
    private final Schema schema;
    private ExampleJson parser;
    private String origin;

    JsonMessages(Schema schema) {
        this.schema = schema;
    }

    @Override
    public ParsedRow parse(Row message) {
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
