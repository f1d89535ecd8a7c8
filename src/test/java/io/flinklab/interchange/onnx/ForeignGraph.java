package io.flinklab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.List;
import java.util.stream.LongStream;

/** A model made elsewhere: its probability is its one input divided by 100. */
final class ForeignGraph {
    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("foreign");

    private ForeignGraph() {}

    /** A graph with this input; a dimension below 0 is any. */
    static ForeignGraph of(String input, DataType type, long... shape) {
        ForeignGraph foreign = new ForeignGraph();
        foreign.graph.addInput(value(input, tensor(type, shape)));
        return foreign.node("Cast", input, "x", to(DataType.FLOAT));
    }

    /** With this output; of two columns, of which the first is the rest of 1, where it says so. */
    byte[] giving(String output, DataType type, long... shape) {
        graph.addInitializer(number("hundred", 100));
        node("Div", List.of("x", "hundred"), "p");
        if (shape.length == 2 && shape[1] == 2) {
            graph.addInitializer(number("one", 1));
            node("Sub", List.of("one", "p"), "q");
            node("Concat", List.of("q", "p"), "both", GraphBuilder.attribute("axis", 1));
        } else {
            node("Identity", List.of("p"), "both");
        }
        node("Cast", "both", output, to(type));
        return bytes(value(output, tensor(type, shape)));
    }

    /** With what converters give where nobody tells them not to: a map of classes for each row. */
    byte[] givingMaps(String output) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType("ZipMap")
                        .setDomain(GraphBuilder.ML)
                        .addInput("x")
                        .addOutput(output)
                        .addAttribute(
                                GraphBuilder.attribute("classlabels_int64s", LongStream.of(0))));
        TypeProto.Map map =
                TypeProto.Map.newBuilder()
                        .setKeyType(DataType.INT64_VALUE)
                        .setValueType(tensor(DataType.FLOAT))
                        .build();
        TypeProto.Sequence maps =
                TypeProto.Sequence.newBuilder()
                        .setElemType(TypeProto.newBuilder().setMapType(map))
                        .build();
        return bytes(value(output, TypeProto.newBuilder().setSequenceType(maps).build()));
    }

    private byte[] bytes(ValueInfoProto output) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(GraphBuilder.ML).setVersion(3))
                .setGraph(graph.addOutput(output))
                .build()
                .toByteArray();
    }

    private ForeignGraph node(String operator, String input, String output, AttributeProto to) {
        return node(operator, List.of(input), output, to);
    }

    private ForeignGraph node(
            String operator, List<String> inputs, String output, AttributeProto... attributes) {
        graph.addNode(
                NodeProto.newBuilder()
                        .setOpType(operator)
                        .addAllInput(inputs)
                        .addOutput(output)
                        .addAllAttribute(List.of(attributes)));
        return this;
    }

    private static AttributeProto to(DataType type) {
        return GraphBuilder.attribute("to", type.getNumber());
    }

    private static TensorProto number(String name, float value) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT_VALUE)
                .addFloatData(value)
                .build();
    }

    private static ValueInfoProto value(String name, TypeProto type) {
        return ValueInfoProto.newBuilder().setName(name).setType(type).build();
    }

    private static TypeProto tensor(DataType type, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            dimensions.addDim(
                    size < 0
                            ? Dimension.newBuilder().setDimParam("rows")
                            : Dimension.newBuilder().setDimValue(size));
        }
        return TypeProto.newBuilder()
                .setTensorType(
                        TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(dimensions))
                .build();
    }
}
