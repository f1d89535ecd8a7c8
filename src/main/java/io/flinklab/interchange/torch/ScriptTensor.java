package io.flinklab.interchange.torch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor of a module.
 *
 * @param name of the attribute that holds it
 * @param isParameter whether training found it, as opposed to what merely belongs to the model
 * @param storage PyTorch's name for memory of this type of number
 * @param shape one length a dimension
 * @param content the numbers, the last dimension varying fastest, little-endian
 */
record ScriptTensor(
        String name, boolean isParameter, String storage, List<Integer> shape, byte[] content) {

    static ScriptTensor ofDoubles(
            String name, boolean isParameter, List<Double> values, List<Integer> shape) {
        ByteBuffer bytes = littleEndian(values.size());
        values.forEach(bytes::putDouble);
        return new ScriptTensor(name, isParameter, "DoubleStorage", shape, bytes.array());
    }

    static ScriptTensor ofLongs(String name, long[] values) {
        ByteBuffer bytes = littleEndian(values.length);
        for (long value : values) {
            bytes.putLong(value);
        }
        return new ScriptTensor(name, false, "LongStorage", List.of(values.length), bytes.array());
    }

    /** How many numbers. */
    int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private static ByteBuffer littleEndian(int numbers) {
        return ByteBuffer.allocate(numbers * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }
}
