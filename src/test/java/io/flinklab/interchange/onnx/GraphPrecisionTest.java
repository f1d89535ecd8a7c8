package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphPrecisionTest {
    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldFindAnExportedPipelineDouble(FittedPipeline pipeline) {
        assertThat(
                        GraphPrecision.isSingle(
                                OnnxExport.write(Churn.SCHEMA, pipeline, ExportMetadata.none())))
                .isFalse();
    }

    static Stream<FittedPipeline> pipelines() {
        return Stream.of(UnseenCategory.values())
                .flatMap(
                        unseen ->
                                Stream.of(
                                        SamplePipelines.reference(unseen),
                                        SamplePipelines.tuned(unseen)));
    }

    @Test
    void shouldFindTheShippedTreesSingle() throws Exception {
        byte[] trees = Files.readAllBytes(Path.of("data", "models", "trees.onnx"));

        assertThat(GraphPrecision.isSingle(trees)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT", "FLOAT16", "BFLOAT16", "DOUBLE", "INT64"})
    void shouldFindWhatIsShortWhereverItIs(DataType type) {
        boolean isShort = type != DataType.DOUBLE && type != DataType.INT64;
        TensorProto tensor = TensorProto.newBuilder().setDataType(type.getNumber()).build();
        ValueInfoProto value =
                ValueInfoProto.newBuilder()
                        .setType(
                                TypeProto.newBuilder()
                                        .setTensorType(
                                                TypeProto.Tensor.newBuilder()
                                                        .setElemType(type.getNumber())))
                        .build();
        NodeProto cast =
                NodeProto.newBuilder()
                        .setOpType("Cast")
                        .addAttribute(
                                AttributeProto.newBuilder().setName("to").setI(type.getNumber()))
                        .build();
        NodeProto constant =
                NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addAttribute(AttributeProto.newBuilder().setName("value").setT(tensor))
                        .build();
        NodeProto branch =
                NodeProto.newBuilder()
                        .setOpType("If")
                        .addAttribute(
                                AttributeProto.newBuilder()
                                        .setName("then_branch")
                                        .setG(GraphProto.newBuilder().addNode(cast)))
                        .build();

        Stream.of(
                        GraphProto.newBuilder().addInput(value),
                        GraphProto.newBuilder().addOutput(value),
                        GraphProto.newBuilder().addValueInfo(value),
                        GraphProto.newBuilder().addInitializer(tensor),
                        GraphProto.newBuilder().addNode(cast),
                        GraphProto.newBuilder().addNode(constant),
                        GraphProto.newBuilder().addNode(branch))
                .forEach(
                        graph ->
                                assertThat(GraphPrecision.isSingle(file(graph)))
                                        .as("%s", graph)
                                        .isEqualTo(isShort));
    }

    @Test
    void shouldFindTreesSingleThoughTheirScoresBecomeDoubles() {
        assertThat(
                        GraphPrecision.isSingle(
                                file(
                                        GraphProto.newBuilder()
                                                .addNode(
                                                        NodeProto.newBuilder()
                                                                .setOpType(
                                                                        "TreeEnsembleClassifier")))))
                .isTrue();
    }

    @Test
    void shouldSayWhatIsNoModel() {
        assertThatThrownBy(() -> GraphPrecision.isSingle("no model".getBytes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Expected a whole ONNX model");
    }

    private static byte[] file(GraphProto.Builder graph) {
        return ModelProto.newBuilder().setGraph(graph).build().toByteArray();
    }
}
