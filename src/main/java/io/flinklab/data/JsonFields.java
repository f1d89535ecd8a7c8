package io.flinklab.data;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The fields of one JSON object, while it is read. */
final class JsonFields {
    private static final List<String> NAMES = CustomerSchema.COLUMNS;
    private static final List<String> OPTIONAL =
            List.of("RowNumber", "Surname", CustomerSchema.LABEL);

    private final boolean[] present = new boolean[NAMES.size()];
    private final double[] numbers = new double[NAMES.size()];
    private final String[] texts = new String[NAMES.size()];

    private JsonFields() {
        Arrays.fill(texts, "");
        numbers[NAMES.indexOf(CustomerSchema.LABEL)] = Double.NaN;
    }

    /** Reads all of the parser's text, which must be one object. */
    static Customer read(JsonParser parser) throws IOException, BadValue {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new BadValue("", "expected one JSON object, found " + shown(parser));
        }
        JsonFields fields = new JsonFields();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            fields.readField(parser);
        }
        if (parser.nextToken() != null) {
            throw new BadValue("", "expected one JSON object, found more behind it");
        }
        return fields.customer();
    }

    private void readField(JsonParser parser) throws IOException, BadValue {
        String name = parser.currentName();
        int column = NAMES.indexOf(name);
        if (column < 0) {
            throw new BadValue(
                    "",
                    "expected the columns' names as keys, found "
                            + Excerpt.quoted(name)
                            + "; the nearest is '"
                            + NearestName.of(name, NAMES)
                            + "'");
        } else if (present[column]) {
            throw new BadValue(name, "expected this key once, found it again");
        }
        present[column] = true;
        parser.nextToken();
        NumberColumn numeric = CustomerSchema.number(name).orElse(null);
        if (numeric != null) {
            numbers[column] = number(numeric, parser);
        } else {
            texts[column] = text(name, parser);
        }
    }

    private static double number(NumberColumn column, JsonParser parser)
            throws IOException, BadValue {
        if (!parser.currentToken().isNumeric()) {
            throw new BadValue(
                    column.name(), "expected " + column.allowed() + ", found " + shown(parser));
        }
        return column.read(parser.getText());
    }

    private static String text(String column, JsonParser parser) throws IOException, BadValue {
        boolean category = CustomerSchema.CATEGORICAL.contains(column);
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            String expected = category ? CategoryText.EXPECTED : "a text";
            throw new BadValue(column, "expected " + expected + ", found " + shown(parser));
        }
        String text = parser.getText();
        return category ? CategoryText.read(column, text) : text;
    }

    private static String shown(JsonParser parser) throws IOException {
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

    private Customer customer() throws BadValue {
        for (int i = 0; i < present.length; i++) {
            if (!present[i] && !OPTIONAL.contains(NAMES.get(i))) {
                throw new BadValue(
                        NAMES.get(i), "expected the key '" + NAMES.get(i) + "', found no such key");
            }
        }
        return new Customer(
                (long) numbers[0],
                (long) numbers[1],
                texts[2],
                numbers[3],
                texts[4],
                texts[5],
                numbers[6],
                numbers[7],
                numbers[8],
                numbers[9],
                numbers[10],
                numbers[11],
                numbers[12],
                numbers[13]);
    }
}
