package io.flinklab.interchange.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;

/**
 * The output of a graph that is the probability of a positive label: of two columns, which are
 * classes, the second.
 */
record ProbabilityOutput(String name, OnnxJavaType type) {
    /** What such an output is called, the usual name first. */
    static final List<String> NAMES =
            List.of(OnnxExport.PROBABILITY, "probabilities", "output_probability");

    /**
     * Finds it by its name.
     *
     * @throws IllegalArgumentException no output has such a name, type and shape
     */
    static ProbabilityOutput of(Map<String, NodeInfo> outputs) {
        return NAMES.stream()
                .filter(outputs::containsKey)
                .findFirst()
                .filter(name -> isProbability(outputs.get(name)))
                .map(name -> new ProbabilityOutput(name, type(outputs.get(name))))
                .orElseThrow(() -> none(outputs));
    }

    Set<String> names() {
        return Set.of(name);
    }

    /**
     * The probabilities of so many examples.
     *
     * @throws IllegalArgumentException the model gave another number of values
     */
    double[] read(OnnxValue value, int examples) {
        OnnxTensor tensor = (OnnxTensor) value;
        if (type == OnnxJavaType.DOUBLE) {
            DoubleBuffer doubles = tensor.getDoubleBuffer();
            return read(doubles::get, doubles.remaining(), examples);
        }
        FloatBuffer floats = tensor.getFloatBuffer();
        return read(floats::get, floats.remaining(), examples);
    }

    private static double[] read(IntToDoubleFunction values, int count, int examples) {
        int width = count / examples;
        if (count % examples != 0 || width < 1 || width > 2) {
            throw new IllegalArgumentException(
                    "Expected 1 or 2 values for each of %s rows; the model gave %s in all."
                            .formatted(examples, count));
        }
        double[] probabilities = new double[examples];
        for (int i = 0; i < examples; i++) {
            probabilities[i] = values.applyAsDouble(i * width + width - 1);
        }
        return probabilities;
    }

    private static boolean isProbability(NodeInfo node) {
        if (!(node.getInfo() instanceof TensorInfo tensor)) {
            return false;
        }
        long[] shape = tensor.getShape();
        boolean isColumns = shape.length == 1 || shape.length == 2 && shape[1] <= 2;
        return isColumns
                && (tensor.type == OnnxJavaType.DOUBLE || tensor.type == OnnxJavaType.FLOAT);
    }

    private static OnnxJavaType type(NodeInfo node) {
        return ((TensorInfo) node.getInfo()).type;
    }

    private static IllegalArgumentException none(Map<String, NodeInfo> outputs) {
        return new IllegalArgumentException(
                ("Expected an ONNX model with an output %s, double or float, [N, 1] or [N, 2];"
                                + " found %s. Convert it without the zipmap.")
                        .formatted(String.join(" or ", NAMES), outputs.values()));
    }
}
