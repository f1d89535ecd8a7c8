package io.flinklab.features;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;

/** The inputs of a VectorAssembler with their sizes, so that the two lists cannot drift apart. */
public final class Assembly {
    private final List<String> inputs = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    /** Columns of numbers. */
    public Assembly numbers(List<String> columns) {
        columns.forEach(column -> vector(column, 1));
        return this;
    }

    /** Columns of numbers. */
    public Assembly numbers(String... columns) {
        return numbers(List.of(columns));
    }

    /** A vector of so many elements. */
    public Assembly vector(String column, int size) {
        inputs.add(column);
        sizes.add(size);
        return this;
    }

    /** Vectors of so many elements each. */
    public Assembly vectors(List<String> columns, List<Integer> columnSizes) {
        inputs.addAll(columns);
        sizes.addAll(columnSizes);
        return this;
    }

    /** Elements of the assembled vector. */
    public int size() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    /** The stage that puts them into one vector. */
    public VectorAssembler into(String output) {
        return new VectorAssembler()
                .setInputCols(inputs.toArray(String[]::new))
                .setInputSizes(sizes.toArray(Integer[]::new))
                .setOutputCol(output);
    }
}
