package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.flinklab.data.Schema;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The columns that exist at one point of a pipeline, as values of a graph. */
final class GraphColumns {
    /** The largest index of a number that is no category. */
    private static final int NO_LIMIT = Integer.MAX_VALUE;

    /**
     * One column.
     *
     * @param value its name in the graph, [N, size]
     * @param size elements; 1 unless it is a vector
     * @param limit the largest category index that it can hold
     */
    record Column(String value, int size, int limit) {}

    private final Schema schema;
    private final Map<String, Column> made = new HashMap<>();
    private final Set<String> read = new TreeSet<>();

    /** The columns of a schema's rows. */
    GraphColumns(Schema schema) {
        this.schema = schema;
    }

    /** A column that a stage made, or one of the schema's. */
    Column get(String name) {
        if (made.containsKey(name)) {
            return made.get(name);
        }
        read.add(name);
        return new Column(name, 1, NO_LIMIT);
    }

    String value(String name) {
        return get(name).value();
    }

    boolean isText(String name) {
        return schema.categoryNames().contains(name);
    }

    void add(String name, String value, int size) {
        made.put(name, new Column(value, size, NO_LIMIT));
    }

    /** Adds a column of category indexes from 0 to this one. */
    void addIndex(String name, String value, int limit) {
        made.put(name, new Column(value, 1, limit));
    }

    /** Makes the example's columns that were read the graph's inputs. */
    void declareInputs(GraphBuilder graph) {
        for (String name : read) {
            graph.input(name, isText(name) ? DataType.STRING : DataType.DOUBLE);
        }
    }
}
