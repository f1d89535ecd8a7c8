package io.flinklab.data.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.flinklab.data.BadValue;
import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.ExampleBuilder;
import io.flinklab.data.Excerpt;
import io.flinklab.data.Schema;
import java.io.IOException;

/** Reads the fields of one JSON object. */
final class JsonFields {
    private final ExampleBuilder example;
    private final JsonParser parser;

    private JsonFields(Schema schema, JsonParser parser) {
        example = new ExampleBuilder(schema).start();
        this.parser = parser;
    }

    /** Reads all of the parser's text, which must be one object. */
    static Example read(JsonParser parser, Schema schema) throws IOException, BadValue {
        JsonFields fields = new JsonFields(schema, parser);
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new BadValue("", "expected one JSON object, found " + fields.shown());
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            fields.readField();
        }
        if (parser.nextToken() != null) {
            throw new BadValue("", "expected one JSON object, found more behind it");
        }
        return fields.example.build();
    }

    private void readField() throws IOException, BadValue {
        int position = example.position(parser.currentName());
        example.found(position);
        Column column = example.column(position);
        JsonToken value = parser.nextToken();
        if (column instanceof Column.Ignored) {
            parser.skipChildren();
        } else if (value == JsonToken.VALUE_NULL) {
            example.setMissing(position, "null");
        } else if (column instanceof Column.Flag && value.isBoolean()) {
            example.set(position, value == JsonToken.VALUE_TRUE ? "1" : "0");
        } else if (isNumber(column) ? value.isNumeric() : value == JsonToken.VALUE_STRING) {
            example.set(position, parser.getText());
        } else {
            throw new BadValue(column.name(), "expected " + column.values() + ", found " + shown());
        }
    }

    /** Whether the column's values are JSON numbers. */
    private static boolean isNumber(Column column) {
        return column instanceof Column.Numeric
                || column instanceof Column.Key key && key.type() == Column.Key.Type.NUMBER
                || column instanceof Column.Label label && label.isNumeric();
    }

    private String shown() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        } else if (token == JsonToken.START_OBJECT) {
            return "an object";
        } else if (token == JsonToken.START_ARRAY) {
            return "an array";
        } else if (token == JsonToken.VALUE_STRING) {
            return "the text " + Excerpt.quoted(parser.getText());
        }
        return Excerpt.printable(parser.getText(), 80);
    }
}
