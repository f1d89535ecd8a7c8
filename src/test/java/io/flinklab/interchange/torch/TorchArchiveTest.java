package io.flinklab.interchange.torch;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchArchiveTest {
    @Test
    void shouldFindAnExportedPipelineDouble() {
        byte[] file =
                TorchExport.write(
                        TorchCustomers.SCHEMA,
                        SamplePipelines.tuned(UnseenCategory.KEEP),
                        ExportMetadata.none());

        assertThat(TorchArchive.isSingle(file)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "data.pkl, FloatStorage, true",
        "data.pkl, HalfStorage, true",
        "constants.pkl, BFloat16Storage, true",
        "data.pkl, DoubleStorage, false",
        "data/0, FloatStorage, false"
    })
    void shouldFindTensorsOfSinglePrecision(String name, String type, boolean single)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("model/" + name));
            zip.write(("ctorch\n" + type + "\nq").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(TorchArchive.isSingle(bytes.toByteArray())).isEqualTo(single);
    }
}
