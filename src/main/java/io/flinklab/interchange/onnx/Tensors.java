package io.flinklab.interchange.onnx;

import ai.onnxruntime.OnnxTensor;
import java.util.HashMap;
import java.util.Map;

/** Tensors by the name of their input, closed together. */
final class Tensors implements AutoCloseable {
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
