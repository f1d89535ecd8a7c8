package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Set;
import java.util.stream.Stream;

/** Finds out with what precision a graph computes, whatever the type of its output. */
final class GraphPrecision {
    private static final Set<Integer> SHORT_TYPES =
            Set.of(
                    DataType.FLOAT.getNumber(),
                    DataType.FLOAT16.getNumber(),
                    DataType.BFLOAT16.getNumber());

    /** Models as one operator: they compute with floats. */
    private static final Set<String> SHORT_OPERATORS =
            Set.of(
                    "LinearClassifier",
                    "LinearRegressor",
                    "SVMClassifier",
                    "SVMRegressor",
                    "TreeEnsembleClassifier",
                    "TreeEnsembleRegressor");

    private GraphPrecision() {}

    /** Whether a part of it computes in single precision or less. */
    static boolean isSingle(byte[] file) {
        try {
            return isSingle(ModelProto.parseFrom(file).getGraph());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(
                    "Expected a whole ONNX model; found " + e.getMessage(), e);
        }
    }

    private static boolean isSingle(GraphProto graph) {
        Stream<ValueInfoProto> values =
                Stream.of(graph.getInputList(), graph.getOutputList(), graph.getValueInfoList())
                        .flatMap(list -> list.stream());
        return values.anyMatch(value -> isShort(value.getType().getTensorType().getElemType()))
                || graph.getInitializerList().stream().anyMatch(GraphPrecision::isSingle)
                || graph.getNodeList().stream().anyMatch(GraphPrecision::isSingle);
    }

    private static boolean isSingle(NodeProto node) {
        return SHORT_OPERATORS.contains(node.getOpType())
                || node.getAttributeList().stream()
                        .anyMatch(attribute -> isSingle(node, attribute));
    }

    private static boolean isSingle(NodeProto node, AttributeProto attribute) {
        boolean toShort =
                node.getOpType().equals("Cast")
                        && attribute.getName().equals("to")
                        && isShort((int) attribute.getI());
        return toShort
                || attribute.hasT() && isSingle(attribute.getT())
                || attribute.hasG() && isSingle(attribute.getG());
    }

    private static boolean isSingle(TensorProto tensor) {
        return isShort(tensor.getDataType());
    }

    private static boolean isShort(int type) {
        return SHORT_TYPES.contains(type);
    }
}
