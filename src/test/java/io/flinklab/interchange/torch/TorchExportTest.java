package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class TorchExportTest {
    private static final FittedPipeline REFERENCE = SamplePipelines.reference(UnseenCategory.ERROR);

    @Test
    void shouldWriteAPipelineAsAClassThatCanBeRead() throws IOException {
        ExportMetadata metadata = Torch.metadata(REFERENCE);

        Map<String, byte[]> files =
                files(TorchExport.write(TorchCustomers.SCHEMA, REFERENCE, metadata));

        assertThat(files)
                .containsKeys("model/data.pkl", "model/constants.pkl", "model/version")
                .containsKeys("model/data/0", "model/data/5")
                .doesNotContainKey("model/data/6");
        assertThat(text(files, "model/extra/export_metadata.json")).isEqualTo(metadata.json());
        assertThat(text(files, "model/code/__torch__/flinklab.py"))
                .startsWith(
                        """
                        class Pipeline(Module):
                          __parameters__ = ["coefficients", "intercept", ]
                        """)
                .contains(
                        """
                            # StringIndexer
                            Geography = x[:, 1:2]
                            GeographyIndex = Geography
                            assert bool(torch.all(torch.lt(GeographyIndex, 3))), \
                        "Geography: expected a value that training saw"
                        """)
                .contains(
                        """
                            # StandardScaler
                            scaled = (numbers - self.scaled_mean) * self.scaled_per_std
                        """)
                .endsWith(
                        """
                            # LogisticRegression
                            return torch.sigmoid(\
                        torch.matmul(features, self.coefficients) + self.intercept)
                        """);
    }

    @Test
    void shouldWriteANetworkLayerByLayer() throws IOException {
        byte[] file =
                TorchExport.write(
                        TorchCustomers.SCHEMA,
                        new SampleNetwork(4, 1).network(),
                        ExportMetadata.none());

        assertThat(text(files(file), "model/code/__torch__/flinklab.py"))
                .endsWith(
                        """
                            # Layers
                            hidden1 = torch.relu(\
                        torch.linear(features, self.layer1_weights, self.layer1_bias))
                            return torch.sigmoid(torch.squeeze(\
                        torch.linear(hidden1, self.layer2_weights, self.layer2_bias), 1))
                        """);
    }

    @Test
    void shouldWriteTheSameBytesForTheSameModel() {
        assertThat(TorchExport.write(TorchCustomers.SCHEMA, REFERENCE, Torch.metadata(REFERENCE)))
                .isEqualTo(
                        TorchExport.write(
                                TorchCustomers.SCHEMA, REFERENCE, Torch.metadata(REFERENCE)));
    }

    @Test
    void shouldGiveTheCardBack() {
        ExportMetadata metadata = Torch.metadata(REFERENCE);

        assertThat(
                        TorchArchive.metadata(
                                TorchExport.write(TorchCustomers.SCHEMA, REFERENCE, metadata)))
                .isEqualTo(metadata);
    }

    @Test
    void shouldRefuseAStageThatSkipsWhatAStageMade() {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        new FittedStage.Bucketizer(
                                List.of("Age"),
                                List.of("AgeBin"),
                                List.of(List.of(18.0, 60.0)),
                                UnseenCategory.SKIP),
                        new FittedStage.VectorAssembler(List.of("AgeBin"), List.of(1), "features"),
                        SamplePipelines.classifier(1));

        assertThatThrownBy(
                        () ->
                                TorchExport.write(
                                        TorchCustomers.SCHEMA, pipeline, ExportMetadata.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Age", "kept or refused", "skips");
    }

    @Test
    void shouldRefuseTheCardOfAnotherModel() {
        ExportMetadata other =
                new ExportMetadata(
                        "",
                        "",
                        0.5,
                        List.of(
                                new KnownCategories(
                                        "Geography", List.of("Italy"), UnseenCategory.KEEP)),
                        List.of());

        assertThatThrownBy(() -> TorchExport.write(TorchCustomers.SCHEMA, REFERENCE, other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Geography", "[Italy]", "[France, Germany, Spain]");
    }

    @Test
    void shouldRefuseStagesThatDoNotFitTogether() {
        refused("Score", new FittedStage.VectorAssembler(List.of("Score"), List.of(1), "v"));
        refused("text", new FittedStage.VectorAssembler(List.of("Gender"), List.of(1), "v"));
        refused("2", new FittedStage.VectorAssembler(List.of("Age"), List.of(2), "v"));
        refused("twice", new FittedStage.Binarizer(List.of("Age"), List.of("Age"), List.of(1.0)));
    }

    private static void refused(String part, FittedStage stage) {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        stage, new FittedStage.LogisticRegression("v", List.of(1.0), 0, 0));

        assertThatThrownBy(
                        () ->
                                TorchExport.write(
                                        TorchCustomers.SCHEMA, pipeline, ExportMetadata.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static Map<String, byte[]> files(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }
}
