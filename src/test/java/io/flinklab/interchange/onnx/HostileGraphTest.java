package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.flinklab.churn.Churn;
import io.flinklab.serving.Scorer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Graphs that somebody made to do harm: each is refused before ONNX Runtime sees it. */
class HostileGraphTest {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int NODE_ATTRIBUTE = 5;
    private static final int ATTRIBUTE_GRAPH = 6;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pom.xml",
                "../../../../etc/passwd",
                "/etc/passwd",
                "file:///etc/passwd",
                "*/_ORT_MEM_ADDR_/*"
            })
    void shouldRefuseDataInOtherFiles(String location) {
        assertRefused(withHundred(elsewhere(location)), "keeps data outside");
    }

    @Test
    void shouldRefuseDataInOtherFilesWhereverTheGraphNamesThem() {
        TensorProto data = elsewhere("pom.xml").setName("hidden").build();
        AttributeProto constant = tensor("value", data);
        NodeProto node =
                NodeProto.newBuilder().setOpType("Constant").addAttribute(constant).build();
        GraphProto branch = GraphProto.newBuilder().setName("branch").addInitializer(data).build();
        SparseTensorProto sparse =
                SparseTensorProto.newBuilder().setValues(data).addDims(1).build();

        assertRefused(harmless().addNode(node), "keeps data outside");
        assertRefused(harmless().addSparseInitializer(sparse), "keeps data outside");
        assertRefused(
                harmless()
                        .addNode(
                                NodeProto.newBuilder()
                                        .setOpType("If")
                                        .addAttribute(graph("then_branch", branch))),
                "keeps data outside");
        assertRefused(
                model(harmless())
                        .addFunctions(FunctionProto.newBuilder().setName("f").addNode(node))
                        .build()
                        .toByteArray(),
                "keeps data outside");
    }

    static Stream<TensorProto.Builder> shapes() {
        return Stream.of(
                shaped(1L << 40).setRawData(ByteString.copyFrom(new byte[4])),
                shaped(1L << 40),
                shaped(1L << 20).addFloatData(1),
                shaped(1L << 32, 1L << 32).setRawData(ByteString.copyFrom(new byte[4])),
                shaped(Long.MAX_VALUE, 2).addFloatData(1),
                shaped(-1).addFloatData(1));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shouldRefuseAShapeOfMoreThanTheFileHolds(TensorProto.Builder shape) {
        assertRefused(withHundred(shape), "hundred");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ConstantOfShape", "Expand", "Tile", "RandomNormal"})
    void shouldRefuseToMakeATensorWithoutEnd(String operator) {
        NodeProto.Builder makes = NodeProto.newBuilder().setOpType(operator).addOutput("big");
        if (operator.equals("RandomNormal")) {
            makes.addAttribute(GraphBuilder.attribute("shape", LongStream.of(1L << 33)));
        } else if (operator.equals("ConstantOfShape")) {
            makes.addInput("shape");
        } else {
            makes.addInput("Age").addInput("shape");
        }
        TensorProto shape =
                TensorProto.newBuilder()
                        .setName("shape")
                        .setDataType(DataType.INT64_VALUE)
                        .addDims(2)
                        .addInt64Data(1L << 16)
                        .addInt64Data(1L << 17)
                        .build();

        assertRefused(harmless().addInitializer(shape).addNode(0, makes), operator);
    }

    @Test
    void shouldRefuseADimensionThatNothingHas() {
        byte[] wide =
                ForeignGraph.of("Age", DataType.FLOAT, -1, 1)
                        .giving("probability", DataType.FLOAT, 1L << 40);

        assertRefused(wide, "dimension");
    }

    @Test
    @Timeout(20)
    void shouldRefuseAGraphOfNodesWithoutEnd() {
        GraphProto.Builder graph = harmless();
        NodeProto node = NodeProto.newBuilder().setOpType("Abs").addInput("Age").build();
        for (int i = 0; i < 200_000; i++) {
            graph.addNode(node);
        }

        assertRefused(graph, "nodes");
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 10_000})
    @Timeout(20)
    void shouldRefuseGraphsWithinGraphsWithoutEnd(int depth) {
        byte[] nested = new byte[0];
        for (int i = 0; i < depth; i++) {
            nested = field(GRAPH_NODE, field(NODE_ATTRIBUTE, field(ATTRIBUTE_GRAPH, nested)));
        }

        assertRefused(field(MODEL_GRAPH, nested), "xpected");
    }

    @Test
    void shouldRefuseOperatorsOfOthers() {
        assertRefused(
                harmless()
                        .addNode(
                                NodeProto.newBuilder()
                                        .setOpType("Run")
                                        .setDomain("evil.example")
                                        .addInput("Age")
                                        .addOutput("run")),
                "evil.example");
    }

    @Test
    void shouldSayWhatIsNoModelAtAll() {
        assertRefused(new byte[] {(byte) 0xff, (byte) 0xff}, "whole ONNX model");
    }

    @Test
    void shouldScoreWhatIsHarmless() {
        try (Scorer scorer =
                OnnxScorer.open(Churn.SCHEMA, model(harmless()).build().toByteArray())) {
            assertThat(scorer.score(Samples.anna())).isBetween(0.41, 0.43);
        }
    }

    private static void assertRefused(GraphProto.Builder graph, String message) {
        assertRefused(model(graph).build().toByteArray(), message);
    }

    private static void assertRefused(byte[] file, String message) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> OnnxScorer.open(Churn.SCHEMA, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected")
                .hasMessageContaining(message)
                .hasMessageNotContaining("bad_alloc");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    /** The probability is the age divided by a hundred. */
    private static GraphProto.Builder harmless() {
        try {
            return ModelProto.parseFrom(
                    ForeignGraph.of("Age", DataType.FLOAT, -1, 1)
                            .giving("probability", DataType.FLOAT, -1, 1))
                    .getGraph()
                    .toBuilder();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelProto.Builder model(GraphProto.Builder graph) {
        try {
            return ModelProto.parseFrom(
                            ForeignGraph.of("Age", DataType.FLOAT, -1, 1)
                                    .giving("probability", DataType.FLOAT, -1, 1))
                    .toBuilder()
                    .setGraph(graph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GraphProto.Builder withHundred(TensorProto.Builder hundred) {
        return harmless().clearInitializer().addInitializer(hundred.setName("hundred"));
    }

    private static TensorProto.Builder elsewhere(String location) {
        return TensorProto.newBuilder()
                .setDataType(DataType.FLOAT_VALUE)
                .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("location").setValue(location))
                .addExternalData(
                        StringStringEntryProto.newBuilder().setKey("length").setValue("4"));
    }

    private static TensorProto.Builder shaped(long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(DataType.FLOAT_VALUE);
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private static AttributeProto tensor(String name, TensorProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.TENSOR)
                .setT(value)
                .build();
    }

    private static AttributeProto graph(String name, GraphProto value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.GRAPH)
                .setG(value)
                .build();
    }

    /** One field of a protocol buffer, by hand: its classes cannot write what is so deep. */
    private static byte[] field(int number, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeByteArray(number, content);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
