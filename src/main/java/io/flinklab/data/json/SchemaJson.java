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
import io.flinklab.data.Excerpt;
import io.flinklab.data.Missing;
import io.flinklab.data.NearestName;
import io.flinklab.data.NumberRange;
import io.flinklab.data.OutputFile;
import io.flinklab.data.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Schemas as JSON. What a column has by default is left out. */
public final class SchemaJson {
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

    public static Schema parse(String json) {
        try {
            return read(MAPPER.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected a schema as JSON, found " + ExampleJson.problem(e), e);
        }
    }

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

    public static void write(Schema schema, Path file) {
        write(schema.toJson(), file);
    }

    /** Writes a schema file, a column a line. */
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
                    file,
                    out ->
                            out.write(
                                    text.toString()
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw OutputFile.unwritable(file, e);
        }
    }

    public static JsonNode write(Schema schema) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        schema.columns().forEach(column -> json.withArray(COLUMNS).add(write(column)));
        return json;
    }

    public static ObjectNode write(Column column) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("name", column.name());
        if (column instanceof Column.Key key) {
            json.put("kind", "key").put("type", lower(key.type()));
        } else if (column instanceof Column.Label label) {
            json.put("kind", "label")
                    .put("positive", label.positive())
                    .put("negative", label.negative());
        } else if (column instanceof Column.Number number) {
            writeRange(json.put("kind", "number"), number.range());
            writeMissing(json, number.missing());
        } else if (column instanceof Column.Flag flag) {
            writeMissing(json.put("kind", "flag"), flag.missing());
        } else if (column instanceof Column.Category category) {
            json.put("kind", "category");
            category.allowed().forEach(json.withArray("values")::add);
            if (category.allowed().isEmpty()) {
                json.remove("values");
            }
            writeMissing(json, category.missing());
        } else {
            json.put("kind", "ignored");
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
        object.put("policy", missing.policy().toString());
    }

    public static Schema read(JsonNode json) {
        Fields root = Fields.of("the schema", json);
        JsonNode columns = root.take(COLUMNS);
        if (columns == null || !columns.isArray()) {
            throw root.wrong(COLUMNS, "an array of columns", columns);
        }
        root.requireNoMore(List.of(COLUMNS));
        List<Column> read = new ArrayList<>();
        for (JsonNode column : columns) {
            read.add(column("column " + (read.size() + 1), column));
        }
        return Schema.of(read);
    }

    private static Column column(String place, JsonNode json) {
        Fields unnamed = Fields.of(place, json);
        String name = unnamed.text("name", null);
        Fields fields = unnamed.named(place + " '" + name + "'");
        String kind = fields.choice("kind", KINDS);
        fields.take(SEEN);
        try {
            Column column = column(fields, name, kind);
            fields.requireNoMore(members(kind));
            return column;
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(fields.place())
                    ? e
                    : new IllegalArgumentException(fields.place() + ": " + e.getMessage(), e);
        }
    }

    /** What a column of a kind may have besides what {@code schema} saw in it. */
    private static List<String> members(String kind) {
        return switch (kind) {
            case "key" -> List.of("name", "kind", "type");
            case "label" -> List.of("name", "kind", "positive", "negative");
            case "number" -> List.of("name", "kind", "whole", "min", "max", "missing");
            case "flag" -> List.of("name", "kind", "missing");
            case "category" -> List.of("name", "kind", "values", "missing");
            default -> List.of("name", "kind");
        };
    }

    private static Column column(Fields fields, String name, String kind) {
        return switch (kind) {
            case "key" ->
                    new Column.Key(
                            name,
                            fields.choice("type", List.of("number", "text")).equals("number")
                                    ? Column.Key.Type.NUMBER
                                    : Column.Key.Type.TEXT);
            case "label" ->
                    new Column.Label(
                            name, fields.text("positive", null), fields.text("negative", null));
            case "number" -> new Column.Number(name, range(fields), missing(fields));
            case "flag" -> new Column.Flag(name, missing(fields));
            case "category" ->
                    new Column.Category(name, fields.texts("values", List.of()), missing(fields));
            default -> new Column.Ignored(name);
        };
    }

    private static NumberRange range(Fields fields) {
        return new NumberRange(
                fields.yesOrNo("whole"),
                fields.number("min", -Column.MAX_NUMBER),
                fields.number("max", Column.MAX_NUMBER));
    }

    private static Missing missing(Fields fields) {
        JsonNode json = fields.take("missing");
        if (json == null) {
            return Missing.REFUSED;
        }
        Fields missing = Fields.of(fields.place() + ", missing", json);
        List<String> policies =
                Arrays.stream(Missing.Policy.values()).map(Missing.Policy::toString).toList();
        Missing read =
                new Missing(
                        missing.texts("texts", List.of("")),
                        Missing.Policy.values()[
                                policies.indexOf(missing.choice("policy", policies))]);
        missing.requireNoMore(List.of("texts", "policy"));
        return read;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** The members of one object, each taken once; errors name the place. */
    private record Fields(String place, ObjectNode left) {

        static Fields of(String place, JsonNode json) {
            if (json instanceof ObjectNode object) {
                return new Fields(place, object.deepCopy());
            }
            throw new IllegalArgumentException(
                    place + ": expected a JSON object, found " + shown(json));
        }

        Fields named(String name) {
            return new Fields(name, left);
        }

        JsonNode take(String name) {
            return left.remove(name);
        }

        String text(String name, String otherwise) {
            JsonNode value = take(name);
            if (value == null && otherwise != null) {
                return otherwise;
            }
            // A label's 1 may stand there as a number.
            if (value == null || !(value.isTextual() || value.isNumber())) {
                throw wrong(name, "a text", value);
            }
            return value.asText();
        }

        List<String> texts(String name, List<String> otherwise) {
            JsonNode value = take(name);
            if (value == null) {
                return otherwise;
            }
            List<String> texts = new ArrayList<>();
            value.forEach(each -> texts.add(each.isTextual() ? each.asText() : null));
            if (!value.isArray() || texts.contains(null)) {
                throw wrong(name, "an array of texts", value);
            }
            return texts;
        }

        boolean yesOrNo(String name) {
            JsonNode value = take(name);
            if (value != null && !value.isBoolean()) {
                throw wrong(name, "true or false", value);
            }
            return value != null && value.booleanValue();
        }

        double number(String name, double otherwise) {
            JsonNode value = take(name);
            if (value != null && !value.isNumber()) {
                throw wrong(name, "a number", value);
            }
            return value == null ? otherwise : value.doubleValue();
        }

        String choice(String name, List<String> choices) {
            JsonNode value = take(name);
            if (value != null && choices.contains(value.asText())) {
                return value.asText();
            }
            String hint =
                    value == null
                            ? ""
                            : NearestName.similar(value.asText(), choices)
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse("");
            throw new IllegalArgumentException(
                    wrong(name, "one of " + choices, value).getMessage() + hint);
        }

        void requireNoMore(List<String> known) {
            Iterator<String> names = left.fieldNames();
            if (names.hasNext()) {
                throw new IllegalArgumentException(
                        "%s: expected no other member than %s, found '%s'"
                                .formatted(place, known, names.next()));
            }
        }

        IllegalArgumentException wrong(String name, String expected, JsonNode found) {
            return new IllegalArgumentException(
                    "%s, %s: expected %s, found %s".formatted(place, name, expected, shown(found)));
        }

        private static String shown(JsonNode found) {
            return found == null ? "nothing" : Excerpt.printable(found.toString(), 80);
        }
    }
}
