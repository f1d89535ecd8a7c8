package io.flinklab.data;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.data.json.SchemaJson;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The columns of a table, in the order of its files: at most one key, at most one label, at least
 * one feature, and columns that are not read. Immutable.
 *
 * <p>A schema is built in code, or read from a JSON file:
 *
 * <pre>{@code
 * {
 *   "columns": [
 *     {"name": "id", "kind": "key", "type": "number"},
 *     {"name": "income", "kind": "number", "min": 0, "missing": {"policy": "median"}},
 *     {"name": "housing", "kind": "category", "missing": {"texts": ["", "?"], "policy": "category"}},
 *     {"name": "owner", "kind": "flag"},
 *     {"name": "note", "kind": "ignored"},
 *     {"name": "risk", "kind": "label", "positive": "bad", "negative": "good"}
 *   ]
 * }
 * }</pre>
 */
public final class Schema implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Column> columns;
    private final List<Column.Numeric> numbers;
    private final List<Column.Category> categories;
    private final List<String> numberNames;
    private final List<String> categoryNames;

    private Schema(List<Column> columns) {
        this.columns = List.copyOf(columns);
        numbers = all(Column.Numeric.class).toList();
        categories = all(Column.Category.class).toList();
        numberNames = names(numbers);
        categoryNames = names(categories);
    }

    /**
     * A schema of these columns.
     *
     * @throws IllegalArgumentException a name stands twice, there are two keys or labels, or there
     *     is no feature; the message says which
     */
    public static Schema of(List<? extends Column> columns) {
        Set<String> names = new HashSet<>();
        for (Column column : columns) {
            if (!names.add(column.name())) {
                throw new IllegalArgumentException(
                        "Expected column " + column.name() + " once, found it twice");
            }
        }
        Schema schema = new Schema(List.copyOf(columns));
        requireOne(schema.all(Column.Key.class).map(Column::name).toList(), "key");
        requireOne(schema.all(Column.Label.class).map(Column::name).toList(), "label");
        if (schema.numbers.isEmpty() && schema.categories.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected a column of kind number, flag or category, found none in "
                            + schema.names());
        }
        return schema;
    }

    /** A schema to be built column by column, in the order of the table's files. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The schema in a JSON file.
     *
     * @throws DataException the file cannot be read, or holds no schema: the message says where,
     *     what was expected and what was found
     */
    public static Schema read(Path file) {
        return SchemaJson.read(file);
    }

    /**
     * The schema in the text of a schema file.
     *
     * @throws IllegalArgumentException it is none
     */
    public static Schema parse(String json) {
        return SchemaJson.parse(json);
    }

    /** The schema that {@link #toJson} gave. */
    @JsonCreator
    public static Schema ofJson(JsonNode json) {
        return SchemaJson.read(json);
    }

    /** The content of a schema file. */
    @JsonValue
    public JsonNode toJson() {
        return SchemaJson.write(this);
    }

    /**
     * Writes a schema file.
     *
     * @throws DataException it cannot be written
     */
    public void write(Path file) {
        SchemaJson.write(toJson(), file);
    }

    /** Every column, in the order of the table's files. */
    public List<Column> columns() {
        return columns;
    }

    /** The names of {@link #columns()}. */
    public List<String> names() {
        return names(columns);
    }

    /** The features that are held as numbers: quantities and flags, in order. */
    public List<Column.Numeric> numbers() {
        return numbers;
    }

    /** The features that are held as texts, in order. */
    public List<Column.Category> categories() {
        return categories;
    }

    /** The names of {@link #numbers()}. */
    public List<String> numberNames() {
        return numberNames;
    }

    /** The names of {@link #categories()}. */
    public List<String> categoryNames() {
        return categoryNames;
    }

    /** The names of all features, numbers and categories, in order. */
    public List<String> featureNames() {
        return names(all(Column.Feature.class).toList());
    }

    /** The names of the quantities, which are numbers and no flags. */
    public List<String> quantityNames() {
        return names(all(Column.Number.class).toList());
    }

    /** The names of the flags. */
    public List<String> flagNames() {
        return names(all(Column.Flag.class).toList());
    }

    /** The column that tells rows apart. */
    public Optional<Column.Key> key() {
        return all(Column.Key.class).findFirst();
    }

    /** The column to predict. */
    public Optional<Column.Label> label() {
        return all(Column.Label.class).findFirst();
    }

    /**
     * The column to predict.
     *
     * @throws IllegalArgumentException the schema has none
     */
    public Column.Label requireLabel() {
        return label().orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "Expected a schema with a label, found none among "
                                                + names()));
    }

    /** Whether a feature may be missing. */
    public boolean isOptional(String feature) {
        return all(Column.Feature.class)
                .anyMatch(each -> each.name().equals(feature) && each.missing().isAccepted());
    }

    /** The column of that name. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /**
     * The position of a number among {@link #numbers()}.
     *
     * @throws IllegalArgumentException there is no such column of numbers
     */
    public int number(String name) {
        return position(name, numberNames);
    }

    /**
     * The position of a category among {@link #categories()}.
     *
     * @throws IllegalArgumentException there is no such column of categories
     */
    public int category(String name) {
        return position(name, categoryNames);
    }

    /**
     * An example from values by column name: numbers, texts and Booleans as they are, or everything
     * as text. The label may be missing, and so may the key.
     *
     * @throws IllegalArgumentException a value does not fit its column, or a name is no column's
     */
    public Example example(Map<String, ?> values) {
        List<String> names = List.copyOf(values.keySet());
        return new ValueReader(this, names).read(position -> values.get(names.get(position)));
    }

    /**
     * A copy with another column in place of the one of that name.
     *
     * @throws IllegalArgumentException there is no column of that name
     */
    public Schema with(Column column) {
        List<Column> changed = new ArrayList<>(columns);
        changed.set(position(column.name(), names()), column);
        return of(changed);
    }

    /** The columns of a file without the label, as files to be scored are. */
    public List<Column> unlabelled() {
        return columns.stream().filter(column -> !(column instanceof Column.Label)).toList();
    }

    /**
     * The key and the label alone, in this order: a table of labels that come later than their
     * rows.
     *
     * @throws IllegalStateException there is no key or no label
     */
    public Schema labels() {
        Column.Key key =
                key().orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                ("Expected a schema with a key, by which labels find"
                                                                + " their rows; found none among"
                                                                + " %s")
                                                        .formatted(names())));
        return new Schema(List.of(key, requireLabel()));
    }

    /**
     * Whether examples of the other schema have the same numbers and categories in the same order,
     * and the same key.
     */
    public boolean hasSameExamples(Schema other) {
        return numberNames.equals(other.numberNames)
                && categoryNames.equals(other.categoryNames)
                && key().equals(other.key());
    }

    private static int position(String name, List<String> names) {
        int position = names.indexOf(name);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "Expected one of the columns " + names + ", found " + name);
        }
        return position;
    }

    private <C extends Column> Stream<C> all(Class<C> kind) {
        return columns.stream().filter(kind::isInstance).map(kind::cast);
    }

    private static List<String> names(List<? extends Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static void requireOne(List<String> names, String kind) {
        if (names.size() > 1) {
            throw new IllegalArgumentException(
                    "Expected one " + kind + " at most, found " + String.join(" and ", names));
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Schema that && columns.equals(that.columns);
    }

    @Override
    public int hashCode() {
        return columns.hashCode();
    }

    /** As {@link #parse} reads it, on one line. */
    @Override
    public String toString() {
        return toJson().toString();
    }

    /** Columns in the order of a table's files. */
    public static final class Builder {
        private final List<Column> columns = new ArrayList<>();

        private Builder() {}

        /** A column of any kind. */
        public Builder column(Column column) {
            columns.add(column);
            return this;
        }

        /** A key of whole numbers. */
        public Builder numberKey(String name) {
            return column(new Column.Key(name, Column.Key.Type.NUMBER));
        }

        /** A key of any text. */
        public Builder textKey(String name) {
            return column(new Column.Key(name, Column.Key.Type.TEXT));
        }

        /** A quantity; a row without it is refused. */
        public Builder number(String name, NumberRange range) {
            return number(name, range, Missing.REFUSED);
        }

        /** A quantity. */
        public Builder number(String name, NumberRange range, Missing missing) {
            return column(new Column.Number(name, range, missing));
        }

        /** 0 or 1; a row without it is refused. */
        public Builder flag(String name) {
            return column(new Column.Flag(name, Missing.REFUSED));
        }

        /** A category of any name; a row without it is refused. */
        public Builder category(String name) {
            return category(name, Missing.REFUSED);
        }

        /** A category of any name. */
        public Builder category(String name, Missing missing) {
            return column(new Column.Category(name, List.of(), missing));
        }

        /** Columns that are not read. */
        public Builder ignored(String... names) {
            for (String name : names) {
                column(new Column.Ignored(name));
            }
            return this;
        }

        /** The column to predict. */
        public Builder label(String name, String positive, String negative) {
            return column(new Column.Label(name, positive, negative));
        }

        /**
         * The schema.
         *
         * @throws IllegalArgumentException as {@link Schema#of}
         */
        public Schema build() {
            return Schema.of(columns);
        }
    }
}
