package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Reads an ONNX file before ONNX Runtime does, which would open other files that it names and
 * allocate what it declares.
 *
 * <p>A graph is a program: this bounds what a file declares, not how long it computes and how much
 * memory that takes. Run what you do not trust in a process with limits of its own.
 */
final class GraphCheck {
    /** In all graphs of a file together; large models of rows have thousands. */
    private static final int MAX_NODES = 100_000;

    /** Of a declared shape, and of all values that one node makes out of nothing. */
    private static final long MAX_SIZE = 1L << 28;

    private static final int MAX_RANK = 64;
    private static final List<Long> NONE = List.of();

    /** The smallest values take half a byte. */
    private static final long VALUES_PER_BYTE = 2;

    /** Operators that give more than they take: as much as an input or an attribute says. */
    private static final Set<String> GROWING =
            Set.of("ConstantOfShape", "Expand", "Tile", "RandomNormal", "RandomUniform");

    private final Map<String, List<Long>> sizes = new HashMap<>();
    private final List<NodeProto> growing = new ArrayList<>();
    private int nodes;

    private GraphCheck() {}

    /**
     * Returns if the file is whole, holds all of its data and declares nothing absurd.
     *
     * @throws IllegalArgumentException otherwise
     */
    static void require(byte[] file) {
        GraphCheck check = new GraphCheck();
        try {
            check.visit(ModelProto.parseFrom(file));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "Expected a whole ONNX model; found: " + e.getMessage(), e);
        }
        check.growing.forEach(check::requireBounded);
    }

    /** Every part, wherever the format has it: graphs lie in nodes, functions, training steps. */
    private void visit(Message part) {
        if (part instanceof TensorProto tensor) {
            requireWhole(tensor);
            sizes.put(tensor.getName(), wholeNumbers(tensor));
        } else if (part instanceof Dimension dimension) {
            requireSane(dimension);
        } else if (part instanceof NodeProto node) {
            visitNode(node);
        }
        part.getAllFields().values().forEach(this::visitAny);
    }

    private void visitNode(NodeProto node) {
        nodes++;
        require(nodes <= MAX_NODES, "at most " + MAX_NODES + " nodes", "more");
        if (GROWING.contains(node.getOpType())) {
            growing.add(node);
        } else if (node.getOpType().equals("Constant") && node.getOutputCount() > 0) {
            for (AttributeProto value : node.getAttributeList()) {
                sizes.put(
                        node.getOutput(0),
                        value.hasT() ? wholeNumbers(value.getT()) : value.getIntsList());
            }
        }
    }

    private void visitAny(Object value) {
        if (value instanceof Message part) {
            visit(part);
        } else if (value instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof Message) {
            list.forEach(part -> visit((Message) part));
        }
    }

    private static void requireWhole(TensorProto tensor) {
        String name = "tensor \"" + tensor.getName() + "\"";
        require(
                tensor.getDataLocation() != TensorProto.DataLocation.EXTERNAL
                        && tensor.getExternalDataCount() == 0,
                "a model whose data is in its file; save it so",
                name + ", which keeps data outside of it");
        long held =
                LongStream.of(
                                tensor.getRawData().size(),
                                tensor.getFloatDataCount(),
                                tensor.getDoubleDataCount(),
                                tensor.getInt32DataCount(),
                                tensor.getInt64DataCount(),
                                tensor.getUint64DataCount(),
                                tensor.getStringDataCount())
                        .max()
                        .orElse(0);
        require(
                product(tensor.getDimsList()) <= VALUES_PER_BYTE * held,
                "tensors with all the values of their shape",
                name + " of shape " + tensor.getDimsList() + " with " + held + " values or bytes");
    }

    private static void requireSane(Dimension dimension) {
        long size = dimension.getDimValue();
        require(size >= 0 && size <= MAX_SIZE, "dimensions of 0 to " + MAX_SIZE, "one of " + size);
    }

    private void requireBounded(NodeProto node) {
        node.getInputList().forEach(input -> requireSane(node, sizes.getOrDefault(input, NONE)));
        node.getAttributeList().forEach(attribute -> requireSane(node, attribute.getIntsList()));
    }

    private static void requireSane(NodeProto node, List<Long> shape) {
        require(
                product(shape) <= MAX_SIZE,
                "nodes that make at most " + MAX_SIZE + " values",
                node.getOpType() + " of " + shape);
    }

    /** What a tensor holds that may be a shape; none of another type or of more dimensions. */
    private static List<Long> wholeNumbers(TensorProto tensor) {
        ByteString raw = tensor.getRawData();
        if (tensor.getDataType() != TensorProto.DataType.INT64_VALUE
                || raw.size() > MAX_RANK * Long.BYTES
                || tensor.getInt64DataCount() > MAX_RANK) {
            return NONE;
        }
        List<Long> numbers = new ArrayList<>(tensor.getInt64DataList());
        LongBuffer values =
                raw.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
        while (values.hasRemaining()) {
            numbers.add(values.get());
        }
        return numbers;
    }

    /** More than any limit where it overflows or one is below 0. */
    private static long product(List<Long> sizes) {
        long product = 1;
        for (long size : sizes) {
            if (size < 0 || size > 0 && product > Long.MAX_VALUE / size) {
                return Long.MAX_VALUE;
            }
            product *= size;
        }
        return product;
    }

    private static void require(boolean holds, String expected, String found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Expected an ONNX model of %s; found %s.".formatted(expected, found));
        }
    }
}
