package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.junit.jupiter.api.Test;

class StageOptionsTest {

    @Test
    void shouldListOptionsByNameWithTheirMeaning() {
        Grid options = StageOptions.of(new StandardScaler().setWithMean(true));

        assertThat(options.title()).isEqualTo("StandardScaler");
        assertThat(options.rows())
                .extracting(row -> row.get(0))
                .containsExactly("inputCol", "outputCol", "withMean", "withStd");
        assertThat(options.rows().get(2))
                .isEqualTo(
                        List.of(
                                "withMean",
                                "true",
                                "Whether centers the data with mean before scaling."));
    }
}
