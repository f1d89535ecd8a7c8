package io.flinklab.interchange.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import io.flinklab.data.Schema;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Optional;

/**
 * One input of a graph.
 *
 * @param name of the column
 * @param position among the schema's numbers, or among its categories
 * @param type what the graph wants of it
 * @param isMatrix [N, 1] rather than [N]
 */
record InputColumn(String name, int position, OnnxJavaType type, boolean isMatrix) {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    /** Empty for an input that no column fits. */
    static Optional<InputColumn> of(Schema schema, String name, ValueInfo info) {
        if (!(info instanceof TensorInfo tensor) || !isFit(schema, name, tensor.type)) {
            return Optional.empty();
        }
        long[] shape = tensor.getShape();
        boolean isMatrix = shape.length == 2 && shape[1] == 1;
        boolean isAnyLength = shape.length > 0 && shape[0] < 0;
        return isAnyLength && (isMatrix || shape.length == 1)
                ? Optional.of(new InputColumn(name, position(schema, name), tensor.type, isMatrix))
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
        return Math.max(schema.categoryNames().indexOf(name), schema.numberNames().indexOf(name));
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
