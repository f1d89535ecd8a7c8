package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** Collects the nodes of a graph. Values are named by the operator that makes them. */
final class GraphBuilder {
    /** The operators' domain of traditional machine learning. */
    static final String ML = "ai.onnx.ml";

    private static final String ROWS = "N";

    private final GraphProto.Builder graph;
    private final Set<String> taken;
    private int values;

    /**
     * An empty graph.
     *
     * @param name of the graph
     * @param taken names that none of its values may have
     */
    GraphBuilder(String name, Set<String> taken) {
        graph = GraphProto.newBuilder().setName(name);
        this.taken = Set.copyOf(taken);
    }

    /** Adds a node of ONNX's own operators; gives the name of its value. */
    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return node("", operator, next(operator), inputs, attributes);
    }

    /** Adds a node of an operator for machine learning; gives the name of its value. */
    String mlNode(String operator, List<String> inputs, AttributeProto... attributes) {
        return node(ML, operator, next(operator), inputs, attributes);
    }

    /** The value as doubles: of truth, 1 and 0. */
    String toDouble(String value) {
        return node("Cast", List.of(value), attribute("to", DataType.DOUBLE.getNumber()));
    }

    /** A constant that is the same for every row, [1, n]. */
    String row(double... constants) {
        return doubles(constants, 1, constants.length);
    }

    /** A constant, [n, 1]. */
    String column(double... constants) {
        return doubles(constants, constants.length, 1);
    }

    /** The constant 1, of no dimension. */
    String one() {
        return doubles(new double[] {1});
    }

    /** A constant of whole numbers, [n]. */
    String integers(long... constants) {
        return constant(
                TensorProto.newBuilder()
                        .setDataType(DataType.INT64.getNumber())
                        .addDims(constants.length)
                        .addAllInt64Data(Arrays.stream(constants).boxed().toList()));
    }

    void input(String name, DataType type) {
        graph.addInput(perRow(name, type));
    }

    /**
     * Gives a value, doubles [N, 1], to the outside under the first of these names that is free.
     */
    void output(List<String> names, String value) {
        String name =
                names.stream()
                        .filter(each -> !taken.contains(each))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Expected one of the names %s to be free for the output; found columns of all of them."
                                                        .formatted(names)));
        node("", "Identity", name, List.of(value));
        graph.addOutput(perRow(name, DataType.DOUBLE));
    }

    GraphProto build() {
        return graph.build();
    }

    private String node(
            String domain,
            String operator,
            String output,
            List<String> inputs,
            AttributeProto... attributes) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setName(output)
                        .setDomain(domain)
                        .setOpType(operator)
                        .addAllInput(inputs)
                        .addOutput(output)
                        .addAllAttribute(List.of(attributes)));
        return output;
    }

    private String doubles(double[] constants, long... shape) {
        return constant(
                TensorProto.newBuilder()
                        .setDataType(DataType.DOUBLE.getNumber())
                        .addAllDims(Arrays.stream(shape).boxed().toList())
                        .addAllDoubleData(Arrays.stream(constants).boxed().toList()));
    }

    private String constant(TensorProto.Builder tensor) {
        String name = next("Constant");
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    private String next(String operator) {
        String name = operator + "_" + values++;
        return taken.contains(name) ? next(operator) : name;
    }

    /** An attribute of a node, which tells it something beside its inputs. */
    static AttributeProto attribute(String name, long value) {
        return named(name, AttributeType.INT).setI(value).build();
    }

    /** An attribute of several whole numbers. */
    static AttributeProto attribute(String name, LongStream values) {
        return named(name, AttributeType.INTS).addAllInts(values.boxed().toList()).build();
    }

    /** An attribute of several texts. */
    static AttributeProto attribute(String name, List<String> values) {
        return named(name, AttributeType.STRINGS)
                .addAllStrings(values.stream().map(ByteString::copyFromUtf8).toList())
                .build();
    }

    private static AttributeProto.Builder named(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }

    private static ValueInfoProto perRow(String name, DataType type) {
        TensorShapeProto shape =
                TensorShapeProto.newBuilder()
                        .addDim(Dimension.newBuilder().setDimParam(ROWS))
                        .addDim(Dimension.newBuilder().setDimValue(1))
                        .build();
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type.getNumber())
                                                .setShape(shape)))
                .build();
    }
}
