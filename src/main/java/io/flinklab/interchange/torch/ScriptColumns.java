package io.flinklab.interchange.torch;

import java.util.HashMap;
import java.util.Map;

/** The columns that exist at one point of a script, each a variable that holds [N, size]. */
final class ScriptColumns {
    /** What is not known to be a category's position. */
    static final int ANY_NUMBER = -1;

    /**
     * One column.
     *
     * @param variable that holds it
     * @param size elements of a row
     * @param last the greatest position, of a column of positions; otherwise {@link #ANY_NUMBER}
     */
    record Column(String variable, int size, int last) {}

    private final Map<String, Column> byName = new HashMap<>();
    private final ScriptModule module;
    private final ExampleTensor table;

    ScriptColumns(ScriptModule module, ExampleTensor table) {
        this.table = table;
        this.module = module;
    }

    /** A column that a stage makes. */
    String add(String name, int size, int last) {
        if (byName.containsKey(name) || table.columns().contains(name)) {
            throw new IllegalArgumentException(
                    "A stage gives its column a new name; found " + name + " twice.");
        }
        return put(name, size, last).variable();
    }

    /** A column that is there: an example's own is taken from the input when it is first used. */
    Column get(String name) {
        Column column = byName.get(name);
        if (column != null) {
            return column;
        }
        int position = table.columns().indexOf(name);
        if (position < 0) {
            throw new IllegalArgumentException(
                    "A stage reads a column of a row or one made before it; found %s."
                            .formatted(name));
        }
        Column own = put(name, 1, ANY_NUMBER);
        module.line(
                "%s = %s[:, %d:%d]", own.variable(), ScriptModule.INPUT, position, position + 1);
        return own;
    }

    /** Of a column that has to hold numbers: no text. */
    Column numeric(String name) {
        if (table.isText(name)) {
            throw new IllegalArgumentException(
                    name + " is a number or a vector here; found a text.");
        }
        return get(name);
    }

    /** Of a column that has to hold one number. */
    Column number(String name) {
        requireSize(name, 1);
        return numeric(name);
    }

    /** Of a column that has to hold this many numbers. */
    Column numeric(String name, int size) {
        Column column = numeric(name);
        requireSize(name, size);
        return column;
    }

    private void requireSize(String name, int size) {
        int found = get(name).size();
        if (found != size) {
            throw new IllegalArgumentException(
                    "%s has %s elements here; found values for %s.".formatted(name, found, size));
        }
    }

    private Column put(String name, int size, int last) {
        Column column = new Column(module.variable(name), size, last);
        byName.put(name, column);
        return column;
    }
}
