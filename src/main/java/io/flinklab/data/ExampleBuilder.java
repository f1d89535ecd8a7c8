package io.flinklab.data;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Builds examples one after another from their fields; each field is checked by its column. */
public final class ExampleBuilder {
    private final Schema schema;
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Column> columns;
    private final Setter[] setters;
    private final int[] slots;
    private final boolean[] present;
    private double[] numbers;
    private String[] texts;
    private Comparable<?> key;
    private double label;

    /** Reads a column's text into the example. */
    private interface Setter {
        void set(String text) throws BadValue;
    }

    /** A builder of a schema's examples. */
    public ExampleBuilder(Schema schema) {
        this.schema = schema;
        columns = schema.columns();
        setters = new Setter[columns.size()];
        slots = new int[columns.size()];
        present = new boolean[columns.size()];
        for (int i = 0; i < slots.length; i++) {
            String name = columns.get(i).name();
            positions.put(name, i);
            slots[i] =
                    columns.get(i) instanceof Column.Category
                            ? schema.categoryNames().indexOf(name)
                            : schema.numberNames().indexOf(name);
            setters[i] = setter(columns.get(i), slots[i]);
        }
    }

    /** Chosen once for each column: a check of its kind for each value costs more than reading. */
    private Setter setter(Column column, int slot) {
        if (column instanceof Column.Numeric number) {
            return text -> numbers[slot] = number.read(text);
        } else if (column instanceof Column.Category category) {
            return text -> texts[slot] = category.read(text);
        } else if (column instanceof Column.Label known) {
            return text -> label = known.read(text);
        } else if (column instanceof Column.Key known) {
            return text -> key = known.read(text);
        }
        return ignored -> {};
    }

    /**
     * Sets the column from a value of any kind: null and NaN are missing, a Boolean is a flag. A
     * label may be missing.
     *
     * @throws BadValue the value does not fit the column
     */
    void setValue(int position, Object value) throws BadValue {
        boolean missing =
                value == null
                        || value instanceof Double number && number.isNaN()
                        || value instanceof Float single && single.isNaN();
        if (missing && columns.get(position) instanceof Column.Label) {
            label = Double.NaN;
        } else if (missing) {
            setMissing(position, String.valueOf(value));
        } else if (value instanceof Double number
                && columns.get(position) instanceof Column.Numeric column
                && column.range().holds(number)) {
            // Texts stand for missing values in files, and may be numbers there.
            numbers[slots[position]] = number + 0.0;
            present[position] = true;
        } else {
            set(position, text(value));
        }
    }

    private static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "1" : "0";
        }
        boolean finite =
                (value instanceof Double || value instanceof Float)
                        && Double.isFinite(((Number) value).doubleValue());
        return finite ? DecimalText.plain(((Number) value).doubleValue()) : value.toString();
    }

    /** Begins the next example. */
    public ExampleBuilder start() {
        numbers = new double[schema.numbers().size()];
        texts = new String[schema.categories().size()];
        key = null;
        label = Double.NaN;
        Arrays.fill(present, false);
        return this;
    }

    /** The position of a column among the schema's. */
    public int position(String name) throws BadValue {
        Integer position = positions.get(name);
        if (position == null) {
            throw new BadValue(
                    "",
                    "expected the columns' names as keys, found "
                            + Excerpt.quoted(name)
                            + "; the nearest is '"
                            + NearestName.of(name, schema.names())
                            + "'");
        }
        return position;
    }

    public Column column(int position) {
        return columns.get(position);
    }

    /** Marks the column as found; refuses a column that was found before. */
    public void found(int position) throws BadValue {
        if (present[position]) {
            throw new BadValue(column(position).name(), "expected this key once, found it again");
        }
        present[position] = true;
    }

    /** Sets the column from its text. */
    public void set(int position, String text) throws BadValue {
        setters[position].set(text);
        present[position] = true;
    }

    /** Sets the column to missing, if it may be. */
    public void setMissing(int position, String found) throws BadValue {
        Column column = columns.get(position);
        present[position] = true;
        if (column instanceof Column.Numeric number && number.missing().isAccepted()) {
            numbers[slots[position]] = Double.NaN;
        } else if (column instanceof Column.Category category && category.missing().isAccepted()) {
            texts[slots[position]] = Column.Category.MISSING;
        } else if (!(column instanceof Column.Ignored)) {
            throw new BadValue(column.name(), "expected " + column.values() + ", found " + found);
        }
    }

    /** The example; a column that was not set is missing. */
    public Example build() throws BadValue {
        return build(false);
    }

    /** The example; a missing key is accepted as well. */
    Example buildKeyless() throws BadValue {
        return build(true);
    }

    private Example build(boolean keyless) throws BadValue {
        for (int i = 0; i < present.length; i++) {
            if (!present[i] && !isOptional(columns.get(i), keyless)) {
                absent(i, columns.get(i));
            }
        }
        return new Example(key, numbers, texts, label);
    }

    private static boolean isOptional(Column column, boolean keyless) {
        return column instanceof Column.Label
                || column instanceof Column.Ignored
                || keyless && column instanceof Column.Key;
    }

    private void absent(int position, Column column) throws BadValue {
        try {
            setMissing(position, "nothing");
        } catch (BadValue refused) {
            throw new BadValue(
                    column.name(), "expected the key '" + column.name() + "', found no such key");
        }
    }
}
