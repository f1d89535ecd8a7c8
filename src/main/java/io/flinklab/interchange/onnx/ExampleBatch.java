package io.flinklab.interchange.onnx;

import io.flinklab.data.Example;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Examples column by column, with memory for their tensors that the next batch uses again. */
final class ExampleBatch {
    private final int columns;

    private ByteBuffer memory = ByteBuffer.allocateDirect(0);
    private List<Example> examples = List.of();
    private double[][] numbers = {};

    /** A batch of examples with so many numbers. */
    ExampleBatch(int columns) {
        this.columns = columns;
    }

    /** Puts these examples in the place of those before; what was made of them is void. */
    ExampleBatch fill(List<Example> next) {
        examples = next;
        numbers = new double[columns][next.size()];
        double[] row = new double[columns];
        for (int i = 0; i < next.size(); i++) {
            next.get(i).copyNumbers(row);
            for (int column = 0; column < columns; column++) {
                numbers[column][i] = row[column];
            }
        }
        reserve(next.size() * columns * Double.BYTES);
        return this;
    }

    int size() {
        return examples.size();
    }

    double[] numbers(int column) {
        return numbers[column];
    }

    String[] texts(int column) {
        return examples.stream().map(example -> example.text(column)).toArray(String[]::new);
    }

    /** The next bytes outside of Java's heap, where ONNX Runtime reads without a copy. */
    ByteBuffer space(int bytes) {
        ByteBuffer space = memory.slice(memory.position(), bytes).order(ByteOrder.nativeOrder());
        memory.position(memory.position() + bytes);
        return space;
    }

    private void reserve(int bytes) {
        if (memory.capacity() < bytes) {
            memory = ByteBuffer.allocateDirect(bytes);
        }
        memory.clear();
    }
}
