package io.flinklab.serving;

import io.flinklab.data.Schema;
import java.util.HashMap;
import java.util.Map;

/** The columns that exist at one point of a pipeline: where a row holds each, and what it is. */
final class PipelineColumns {
    /** What a column holds. */
    enum Kind {
        TEXT,
        NUMBER,
        VECTOR
    }

    /**
     * One column.
     *
     * @param slot its position in a row
     * @param size elements; 1 unless it is a vector
     */
    record Column(String name, int slot, Kind kind, int size) {}

    private final Map<String, Column> byName = new HashMap<>();

    PipelineColumns(Schema schema) {
        schema.numberNames().forEach(name -> add(name, Kind.NUMBER, 1));
        schema.categoryNames().forEach(name -> add(name, Kind.TEXT, 1));
    }

    int count() {
        return byName.size();
    }

    Column add(String name, Kind kind, int size) {
        Column column = new Column(name, byName.size(), kind, size);
        if (byName.putIfAbsent(name, column) != null) {
            throw new IllegalArgumentException(
                    "A stage gives its column a new name; found " + name + " twice.");
        }
        return column;
    }

    Column get(String name) {
        Column column = byName.get(name);
        if (column == null) {
            throw new IllegalArgumentException(
                    "A stage reads a column made before it, one of "
                            + byName.keySet()
                            + "; found "
                            + name
                            + ".");
        }
        return column;
    }

    Column number(String name) {
        return require(get(name), Kind.NUMBER, "a number");
    }

    Column vector(String name) {
        return require(get(name), Kind.VECTOR, "a vector");
    }

    Column numeric(String name) {
        Column column = get(name);
        return column.kind() == Kind.TEXT
                ? require(column, Kind.NUMBER, "a number or a vector")
                : column;
    }

    Column scalar(String name) {
        Column column = get(name);
        return column.kind() == Kind.VECTOR
                ? require(column, Kind.TEXT, "a text or a number")
                : column;
    }

    /** Refuses a stage whose fitted values are for another number of elements. */
    static void requireSize(String what, int expected, int found) {
        if (expected != found) {
            throw new IllegalArgumentException(
                    what + " has " + expected + " elements here; found values for " + found + ".");
        }
    }

    private static Column require(Column column, Kind kind, String expected) {
        if (column.kind() != kind) {
            throw new IllegalArgumentException(
                    column.name() + " is " + expected + " here; found " + column.kind() + ".");
        }
        return column;
    }
}
