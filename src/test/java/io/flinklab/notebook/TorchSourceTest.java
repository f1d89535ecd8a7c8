package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.torch.TorchExport;
import org.junit.jupiter.api.Test;

class TorchSourceTest {

    @Test
    void shouldShowTheProgramOfAFile() {
        byte[] file =
                TorchExport.write(
                        Churn.SCHEMA,
                        SamplePipelines.reference(UnseenCategory.KEEP),
                        ExportMetadata.of(
                                Churn.SCHEMA,
                                SamplePipelines.reference(UnseenCategory.KEEP),
                                "",
                                ""));

        Listing listing = TorchSource.of(file);

        assertThat(listing.language()).isEqualTo("python");
        assertThat(listing.text()).contains("def forward(self", "sigmoid");
    }

    @Test
    void shouldRefuseAFileWithoutOne() {
        assertThatThrownBy(() -> TorchSource.of(new byte[10]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("TorchScript");
    }
}
