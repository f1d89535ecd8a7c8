package io.flinklab.features;

import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a {@link FeatureRow} holds each column that exists at one point of a pipeline. */
final class FeatureColumns {
    /** What a column holds. */
    enum Kind {
        TEXT,
        NUMBER,
        VECTOR
    }

    /**
     * One column.
     *
     * @param slot its position among the columns of its kind
     * @param size elements; 1 unless it is a vector
     */
    record Slot(String name, Kind kind, int slot, int size) {}

    private final Map<String, Slot> byName = new HashMap<>();
    private final List<Integer> vectorSizes = new ArrayList<>();
    private int numbers;
    private int texts;

    FeatureColumns(Schema schema) {
        schema.numberNames().forEach(this::addNumber);
        schema.categoryNames()
                .forEach(name -> byName.put(name, new Slot(name, Kind.TEXT, texts++, 1)));
    }

    Slot addNumber(String name) {
        return add(new Slot(name, Kind.NUMBER, numbers++, 1));
    }

    Slot addVector(String name, int size) {
        vectorSizes.add(size);
        return add(new Slot(name, Kind.VECTOR, vectorSizes.size() - 1, size));
    }

    private Slot add(Slot slot) {
        if (byName.putIfAbsent(slot.name, slot) != null) {
            throw new IllegalArgumentException(
                    "A stage gives its column a new name; found " + slot.name + " twice.");
        }
        return slot;
    }

    boolean hasAll(List<String> names) {
        return byName.keySet().containsAll(names);
    }

    Slot get(String name) {
        return byName.get(name);
    }

    List<Slot> all(List<String> names) {
        return names.stream().map(byName::get).toList();
    }

    FeatureRow newRow() {
        return new FeatureRow(numbers, vectorSizes);
    }
}
