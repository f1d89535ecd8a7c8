package io.flinklab.interchange.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All inputs of a graph. */
final class InputColumns {
    private final List<InputColumn> columns;
    private final ThreadLocal<ExampleBatch> batches;

    private InputColumns(Schema schema, List<InputColumn> columns) {
        this.columns = columns;
        int numbers = schema.numbers().size();
        batches = ThreadLocal.withInitial(() -> new ExampleBatch(numbers));
    }

    /**
     * The columns that a graph reads.
     *
     * @throws IllegalArgumentException an input that the schema does not have
     */
    static InputColumns of(Schema schema, Map<String, NodeInfo> inputs) {
        List<InputColumn> columns = new ArrayList<>();
        inputs.forEach(
                (name, node) ->
                        columns.add(
                                InputColumn.of(schema, name, node.getInfo())
                                        .orElseThrow(() -> unknown(schema, node, inputs))));
        return new InputColumns(schema, columns);
    }

    /** The examples' tensors, to be closed before this thread asks for others. */
    Tensors tensors(List<Example> examples) throws OrtException {
        ExampleBatch batch = batches.get().fill(examples);
        Tensors tensors = new Tensors();
        try {
            for (InputColumn column : columns) {
                tensors.add(column.name(), column.tensor(batch));
            }
            return tensors;
        } catch (OrtException | IllegalArgumentException e) {
            tensors.close();
            throw e;
        }
    }

    private static IllegalArgumentException unknown(
            Schema schema, NodeInfo node, Map<String, NodeInfo> inputs) {
        return new IllegalArgumentException(
                ("Expected an ONNX model whose inputs are columns of the schema, [N, 1] each: texts"
                                + " %s, and numbers (double, float or int64) %s; found %s among"
                                + " the inputs %s.")
                        .formatted(
                                schema.categoryNames(),
                                schema.numberNames(),
                                node,
                                inputs.keySet()));
    }
}
