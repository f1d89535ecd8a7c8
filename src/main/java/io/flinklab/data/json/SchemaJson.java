package io.flinklab.data.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.data.Column;
import io.flinklab.data.DataException;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.OutputFile;
import io.flinklab.data.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Schemas as JSON. What a column has by default is left out. */
public final class SchemaJson {
    /** The member of a schema that holds its columns. */
    public static final String COLUMNS = "columns";

    /** What {@code schema} saw in a column; for the reader of the file. */
    public static final String SEEN = "seen";

    private static final List<String> KINDS =
            List.of("key", "label", "number", "flag", "category", "ignored");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build();

    private SchemaJson() {}

    /**
     * The schema in a text.
     *
     * @throws IllegalArgumentException the text is no schema
     */
    public static Schema parse(String json) {
        try {
            return read(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected a schema as JSON, found " + ExampleJson.problem(e), e);
        }
    }

    /**
     * The schema in a file.
     *
     * @throws DataException the file cannot be read, or is no schema
     */
    public static Schema read(Path file) {
        try {
            return read(MAPPER.readTree(Files.readAllBytes(file)));
        } catch (JsonProcessingException e) {
            throw new DataException(
                    "%s: expected a schema as JSON, found a mistake in line %s: %s"
                            .formatted(file, line(e), ExampleJson.problem(e)),
                    e);
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw DataException.unreadable(file, e);
        }
    }

    private static String line(JsonProcessingException e) {
        return e.getLocation() == null ? "1" : Integer.toString(e.getLocation().getLineNr());
    }

    /**
     * Writes a schema file, a column a line.
     *
     * @throws DataException the file cannot be written
     */
    public static void write(JsonNode schema, Path file) {
        StringBuilder text = new StringBuilder("{\n  \"columns\": [");
        String separator = "\n    ";
        for (JsonNode column : schema.get(COLUMNS)) {
            text.append(separator).append(column);
            separator = ",\n    ";
        }
        text.append("\n  ]\n}\n");
        try {
            OutputFile.write(
                    file, out -> out.write(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw OutputFile.unwritable(file, e);
        }
    }

    /** A schema as {@link #read(JsonNode)} reads it. */
    public static JsonNode write(Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        schema.columns().forEach(column -> json.withArray(COLUMNS).add(write(column)));
        return json;
    }

    /** A column as a schema holds it. */
    public static ObjectNode write(Column column) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", column.name());
        if (column instanceof Column.Key key) {
            json.put("kind", "key").put("type", JsonMembers.lower(key.type()));
        } else if (column instanceof Column.Label label) {
            json.put("kind", "label")
                    .put("positive", label.positive())
                    .put("negative", label.negative());
        } else if (column instanceof Column.Number number) {
            writeRange(json.put("kind", "number"), number.range());
        } else if (column instanceof Column.Flag) {
            json.put("kind", "flag");
        } else if (column instanceof Column.Category category) {
            json.put("kind", "category");
            if (!category.allowed().isEmpty()) {
                category.allowed().forEach(json.putArray("values")::add);
            }
        } else {
            json.put("kind", "ignored");
        }
        if (column instanceof Column.Feature feature) {
            writeMissing(json, feature.missing());
        }
        return json;
    }

    private static void writeRange(ObjectNode json, NumberRange range) {
        if (range.whole()) {
            json.put("whole", true);
        }
        if (range.min() > -Column.MAX_NUMBER) {
            writeNumber(json, "min", range.min());
        }
        if (range.max() < Column.MAX_NUMBER) {
            writeNumber(json, "max", range.max());
        }
    }

    /** Adds a number, without a decimal point if it is whole. */
    public static void writeNumber(ObjectNode json, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) <= Column.MAX_NUMBER) {
            json.put(name, (long) value);
        } else {
            json.put(name, value);
        }
    }

    private static void writeMissing(ObjectNode json, Missing missing) {
        if (missing.equals(Missing.REFUSED)) {
            return;
        }
        ObjectNode object = json.putObject("missing");
        missing.texts().forEach(object.putArray("texts")::add);
        object.put("policy", JsonMembers.lower(missing.policy()));
    }

    /**
     * The schema that {@link #write(Schema)} gave.
     *
     * @throws IllegalArgumentException it is none; the message names the place
     */
    public static Schema read(JsonNode json) {
        JsonMembers root = JsonMembers.of("the schema", json);
        JsonNode columns = root.take(COLUMNS);
        if (columns == null || !columns.isArray()) {
            throw root.wrong(COLUMNS, "an array of columns", columns);
        }
        root.requireNoMore();
        List<Column> read = new ArrayList<>();
        for (JsonNode column : columns) {
            read.add(column("column " + (read.size() + 1), column));
        }
        return Schema.of(read);
    }

    private static Column column(String place, JsonNode json) {
        JsonMembers unnamed = JsonMembers.of(place, json);
        String name = unnamed.text("name");
        JsonMembers fields = unnamed.at(place + " '" + name + "'");
        String kind = fields.choice("kind", KINDS);
        fields.skip(SEEN);
        try {
            Column column = column(fields, name, kind);
            fields.requireNoMore();
            return column;
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(fields.place())
                    ? e
                    : new IllegalArgumentException(fields.place() + ": " + e.getMessage(), e);
        }
    }

    private static Column column(JsonMembers fields, String name, String kind) {
        return switch (kind) {
            case "key" -> new Column.Key(name, fields.choice("type", Column.Key.Type.values()));
            case "label" ->
                    new Column.Label(name, fields.text("positive"), fields.text("negative"));
            case "number" -> new Column.Number(name, range(fields), missing(fields));
            case "flag" -> new Column.Flag(name, missing(fields));
            case "category" ->
                    new Column.Category(name, fields.texts("values", List.of()), missing(fields));
            default -> new Column.Ignored(name);
        };
    }

    private static NumberRange range(JsonMembers fields) {
        return new NumberRange(
                fields.yesOrNo("whole"),
                fields.number("min", -Column.MAX_NUMBER),
                fields.number("max", Column.MAX_NUMBER));
    }

    private static Missing missing(JsonMembers fields) {
        JsonNode json = fields.take("missing");
        if (json == null) {
            return Missing.REFUSED;
        }
        JsonMembers missing = JsonMembers.of(fields.place() + ", missing", json);
        Missing read =
                new Missing(
                        missing.texts("texts", List.of("")),
                        missing.choice("policy", Missing.Policy.values()));
        missing.requireNoMore();
        return read;
    }
}
