package io.flinklab.data.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.flinklab.data.BadValue;
import io.flinklab.data.Column;
import io.flinklab.data.DecimalText;
import io.flinklab.data.Example;
import io.flinklab.data.ExampleBuilder;
import io.flinklab.data.Excerpt;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Examples as JSON objects: the columns' names are the keys, the values those of {@link
 * Schema#columns()}. Numbers are JSON numbers, flags 0 and 1 or true and false, a missing value is
 * {@code null} or left out. The label is optional, and so are columns that the schema ignores.
 * Immutable.
 */
public final class ExampleJson {
    private static final int LONGEST_MESSAGE = 200;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Jackson's words to programmers; of the place where a bracket was opened, the group stays. */
    private static final Pattern PARSER_ADVICE =
            Pattern.compile(
                    ": enable `[^`]*` to allow"
                            + "| \\(not recognized as one since Feature '[^']*' not enabled[^)]*\\)"
                            + "|, from `[^`]*`"
                            + "| \\(start marker at [^)]*\\)"
                            + "| \\(or 'NaN'[^)]*\\)"
                            + "|\\[Source: REDACTED [^;]*; ([^\\]]*)\\]");

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    // Strangers choose the names, and all parsers would share their table.
                    .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                    // They are no JSON, but so the column can be named that refuses them.
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(10)
                                    .maxNumberLength(DecimalText.LONGEST)
                                    .maxNameLength(10_000)
                                    .maxStringLength(1_000_000)
                                    .build())
                    .build();

    private final Schema schema;
    private final String origin;

    /**
     * @param origin named in rejects: where the texts come from
     */
    public ExampleJson(Schema schema, String origin) {
        this.schema = schema;
        this.origin = origin;
    }

    /**
     * Parses one object; never throws for what is in the text.
     *
     * @param position where the text stands in its origin
     * @param json the object, nothing but spaces around it, and perhaps a byte order mark before it
     */
    public ParsedRow parse(long position, String json) {
        try (JsonParser parser = FACTORY.createParser(unmarked(json))) {
            return new ParsedRow.Accepted(Fields.read(parser, schema), position, json);
        } catch (BadValue bad) {
            return rejected(position, bad.column(), bad.getMessage(), json);
        } catch (IOException malformed) {
            return rejected(position, "", reason(malformed), json);
        }
    }

    /** The example as one line of JSON; the label only where it is known. */
    public static String write(Schema schema, Example example) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (Column column : schema.columns()) {
                write(json, schema, column, example);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Schema schema, Column column, Example example)
            throws IOException {
        String name = column.name();
        if (column instanceof Column.Numeric) {
            writeNumber(json, name, example.number(schema.number(name)));
        } else if (column instanceof Column.Category category) {
            String text = example.text(schema.category(name));
            json.writeStringField(name, category.isMissing(text) ? null : text);
        } else if (column instanceof Column.Key) {
            json.writeObjectField(name, example.key());
        } else if (column instanceof Column.Label label && example.isLabelled()) {
            json.writeFieldName(name);
            if (label.isNumeric()) {
                // The text may be no number of JSON's, as 01.
                json.writeNumber(new BigDecimal(label.write(example.label())));
            } else {
                json.writeString(label.write(example.label()));
            }
        }
    }

    private static void writeNumber(JsonGenerator json, String name, double value)
            throws IOException {
        json.writeFieldName(name);
        if (Double.isNaN(value)) {
            json.writeNull();
        } else {
            json.writeNumber(DecimalText.plain(value));
        }
    }

    /**
     * What is wrong with a text that is no JSON, for its author: without what a programmer could
     * have the parser do. Short and printable.
     */
    public static String problem(JsonProcessingException malformed) {
        String found = PARSER_ADVICE.matcher(malformed.getOriginalMessage()).replaceAll("$1");
        return Excerpt.printable(found, LONGEST_MESSAGE);
    }

    private static String unmarked(String json) {
        return json.startsWith(BYTE_ORDER_MARK) ? json.substring(1) : json;
    }

    private static String reason(IOException malformed) {
        String found =
                malformed instanceof JsonProcessingException json
                        ? problem(json)
                        : Excerpt.printable(malformed.getMessage(), LONGEST_MESSAGE);
        return "expected one JSON object, found text that is none: " + found;
    }

    private ParsedRow rejected(long position, String column, String reason, String raw) {
        return new ParsedRow.Rejected(new Reject(origin, position, column, reason, raw));
    }

    /** Reads the fields of one JSON object. */
    private static final class Fields {
        private final ExampleBuilder example;
        private final JsonParser parser;

        private Fields(Schema schema, JsonParser parser) {
            example = new ExampleBuilder(schema).start();
            this.parser = parser;
        }

        /** Reads all of the parser's text, which must be one object. */
        static Example read(JsonParser parser, Schema schema) throws IOException, BadValue {
            Fields fields = new Fields(schema, parser);
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
                throw new BadValue(
                        column.name(), "expected " + column.values() + ", found " + shown());
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
}
