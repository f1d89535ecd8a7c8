package io.flinklab.features;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;

/** The inputs of a VectorAssembler with their sizes, so that the two lists cannot drift apart. */
final class Assembly {
    private final List<String> inputs = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    Assembly numbers(List<String> columns) {
        columns.forEach(column -> vector(column, 1));
        return this;
    }

    Assembly numbers(String... columns) {
        return numbers(List.of(columns));
    }

    Assembly vector(String column, int size) {
        inputs.add(column);
        sizes.add(size);
        return this;
    }

    Assembly vectors(List<String> columns, List<Integer> columnSizes) {
        inputs.addAll(columns);
        sizes.addAll(columnSizes);
        return this;
    }

    /** Elements of the assembled vector. */
    int size() {
        return sizes.stream().mapToInt(Integer::intValue).sum();
    }

    VectorAssembler into(String output) {
        return new VectorAssembler()
                .setInputCols(inputs.toArray(String[]::new))
                .setInputSizes(sizes.toArray(Integer[]::new))
                .setOutputCol(output);
    }
}
