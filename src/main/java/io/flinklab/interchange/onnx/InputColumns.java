package io.flinklab.interchange.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All inputs of a graph. */
final class InputColumns {
    private final List<Column> columns;
    private final ThreadLocal<ExampleBatch> batches;

    private InputColumns(Schema schema, List<Column> columns) {
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
        List<Column> columns = new ArrayList<>();
        inputs.forEach(
                (name, node) ->
                        columns.add(
                                Column.of(schema, name, node.getInfo())
                                        .orElseThrow(() -> unknown(schema, node, inputs))));
        return new InputColumns(schema, columns);
    }

    /** The examples' tensors, to be closed before this thread asks for others. */
    Tensors tensors(List<Example> examples) throws OrtException {
        ExampleBatch batch = batches.get().fill(examples);
        Tensors tensors = new Tensors();
        try {
            for (Column column : columns) {
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

    /** Tensors by the name of their input, closed together. */
    static final class Tensors implements AutoCloseable {
        private final Map<String, OnnxTensor> byName = new HashMap<>();

        void add(String name, OnnxTensor tensor) {
            byName.put(name, tensor);
        }

        Map<String, OnnxTensor> byName() {
            return byName;
        }

        @Override
        public void close() {
            byName.values().forEach(OnnxTensor::close);
        }
    }

    /**
     * One input of a graph.
     *
     * @param name of the column
     * @param position among the schema's numbers, or among its categories
     * @param type what the graph wants of it
     * @param isMatrix [N, 1] rather than [N]
     */
    private record Column(String name, int position, OnnxJavaType type, boolean isMatrix) {
        private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

        /** Empty for an input that no column fits. */
        static Optional<Column> of(Schema schema, String name, ValueInfo info) {
            if (!(info instanceof TensorInfo tensor) || !isFit(schema, name, tensor.type)) {
                return Optional.empty();
            }
            long[] shape = tensor.getShape();
            boolean isMatrix = shape.length == 2 && shape[1] == 1;
            boolean isAnyLength = shape.length > 0 && shape[0] < 0;
            return isAnyLength && (isMatrix || shape.length == 1)
                    ? Optional.of(new Column(name, position(schema, name), tensor.type, isMatrix))
                    : Optional.empty();
        }

        /** The examples' values; whoever calls closes it, before the batch is filled again. */
        OnnxTensor tensor(ExampleBatch batch) throws OrtException {
            long[] shape = isMatrix ? new long[] {batch.size(), 1} : new long[] {batch.size()};
            if (type == OnnxJavaType.STRING) {
                return OnnxTensor.createTensor(ENVIRONMENT, batch.texts(position), shape);
            }
            double[] numbers = batch.numbers(position);
            ByteBuffer space = batch.space(numbers.length * type.size);
            return switch (type) {
                case DOUBLE -> OnnxTensor.createTensor(ENVIRONMENT, doubles(numbers, space), shape);
                case FLOAT -> OnnxTensor.createTensor(ENVIRONMENT, floats(numbers, space), shape);
                default -> OnnxTensor.createTensor(ENVIRONMENT, integers(numbers, space), shape);
            };
        }

        private static int position(Schema schema, String name) {
            return Math.max(
                    schema.categoryNames().indexOf(name), schema.numberNames().indexOf(name));
        }

        private static boolean isFit(Schema schema, String column, OnnxJavaType type) {
            return switch (type) {
                case STRING -> schema.categoryNames().contains(column);
                case DOUBLE, FLOAT, INT64 -> schema.numberNames().contains(column);
                default -> false;
            };
        }

        private static DoubleBuffer doubles(double[] numbers, ByteBuffer space) {
            return space.asDoubleBuffer().put(numbers).flip();
        }

        private static FloatBuffer floats(double[] numbers, ByteBuffer space) {
            FloatBuffer floats = space.asFloatBuffer();
            for (double number : numbers) {
                floats.put((float) number);
            }
            return floats.flip();
        }

        private LongBuffer integers(double[] numbers, ByteBuffer space) {
            LongBuffer integers = space.asLongBuffer();
            for (double number : numbers) {
                if (number != (long) number) {
                    throw new IllegalArgumentException(
                            "%s: expected a whole number; found %s. Correct the row before it is scored."
                                    .formatted(name, number));
                }
                integers.put((long) number);
            }
            return integers.flip();
        }
    }
}
