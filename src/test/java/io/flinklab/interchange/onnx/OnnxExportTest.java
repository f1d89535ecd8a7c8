package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxExportTest {
    static List<FittedPipeline> pipelines() {
        return Samples.pipelines().toList();
    }

    @Test
    void shouldReadTheColumnsThatThePipelineReads() throws Exception {
        ModelProto model = model(SamplePipelines.tuned(UnseenCategory.KEEP));

        Map<String, Integer> inputs =
                model.getGraph().getInputList().stream()
                        .collect(Collectors.toMap(ValueInfoProto::getName, OnnxExportTest::type));

        int number = DataType.DOUBLE_VALUE;
        assertThat(inputs)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "Geography", DataType.STRING_VALUE,
                                "Gender", DataType.STRING_VALUE,
                                "CreditScore", number,
                                "Age", number,
                                "Tenure", number,
                                "Balance", number,
                                "NumOfProducts", number,
                                "IsActiveMember", number));
        assertThat(model.getGraph().getInputList()).allMatch(OnnxExportTest::isColumn);
    }

    @Test
    void shouldGiveOneColumnOfDoubles() throws Exception {
        ModelProto model = model(SamplePipelines.reference(UnseenCategory.ERROR));

        assertThat(model.getGraph().getOutputList())
                .singleElement()
                .matches(OnnxExportTest::isColumn)
                .matches(output -> type(output) == DataType.DOUBLE_VALUE)
                .matches(output -> output.getName().equals("probability"));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldKeepVersionDigestAndCardInTheFile(FittedPipeline pipeline) throws Exception {
        ModelProto model = model(pipeline);
        Map<String, String> metadata =
                model.getMetadataPropsList().stream()
                        .collect(
                                Collectors.toMap(
                                        StringStringEntryProto::getKey,
                                        StringStringEntryProto::getValue));

        assertThat(metadata)
                .containsEntry("modelVersion", "v000007")
                .containsEntry("modelSha256", "ab".repeat(32))
                .hasSize(3);
        assertThat(ExportMetadata.parse(metadata.get("exportMetadata")))
                .isEqualTo(Samples.metadata(pipeline));
    }

    @Test
    void shouldSayWhichOperatorsItNeeds() throws Exception {
        ModelProto model = model(SamplePipelines.reference(UnseenCategory.KEEP));

        assertThat(model.getIrVersion()).isEqualTo(8);
        assertThat(model.getOpsetImportList())
                .extracting(OperatorSetIdProto::getDomain, OperatorSetIdProto::getVersion)
                .containsExactly(tuple("", 17L), tuple("ai.onnx.ml", 3L));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldWriteTheSameBytesAgain(FittedPipeline pipeline) {
        assertThat(OnnxExport.write(Churn.SCHEMA, pipeline, Samples.metadata(pipeline)))
                .isEqualTo(OnnxExport.write(Churn.SCHEMA, pipeline, Samples.metadata(pipeline)))
                .hasSizeLessThan(12_000);
    }

    @Test
    void shouldRefuseAColumnThatCustomersDoNotHave() {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        new FittedStage.VectorAssembler(
                                List.of("ShoeSize"), List.of(1), "features"),
                        SamplePipelines.classifier(1));

        assertThatThrownBy(() -> OnnxExport.write(Churn.SCHEMA, pipeline, ExportMetadata.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ShoeSize");
    }

    private static ModelProto model(FittedPipeline pipeline) throws InvalidProtocolBufferException {
        return ModelProto.parseFrom(
                OnnxExport.write(Churn.SCHEMA, pipeline, Samples.metadata(pipeline)));
    }

    private static int type(ValueInfoProto value) {
        return value.getType().getTensorType().getElemType();
    }

    /** [N, 1]. */
    private static boolean isColumn(ValueInfoProto value) {
        TypeProto.Tensor tensor = value.getType().getTensorType();
        return tensor.getShape().getDimCount() == 2
                && tensor.getShape().getDim(0).getDimParam().equals("N")
                && tensor.getShape().getDim(1).getDimValue() == 1;
    }
}
