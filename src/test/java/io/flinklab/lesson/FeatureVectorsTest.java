package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FeatureVectorsTest {

    @Test
    void shouldSliceRows() {
        FeatureVectors rows =
                new FeatureVectors(new double[][] {{1, 2}, {3, 4}, {5, 6}}, new double[] {0, 1, 0});

        FeatureVectors slice = rows.slice(1, 3);

        assertThat(slice.size()).isEqualTo(2);
        assertThat(slice.width()).isEqualTo(2);
        assertThat(slice.features()[0]).containsExactly(3, 4);
        assertThat(slice.labels()).containsExactly(1, 0);
    }

    @Test
    void shouldRefuseVectorsOfDifferentLengths() {
        assertThatThrownBy(() -> new FeatureVectors(new double[][] {{1}, {1, 2}}, new double[2]))
                .hasMessageContaining("found 2 vectors and 2 labels");
        assertThatThrownBy(() -> new FeatureVectors(new double[][] {{1}}, new double[2]))
                .hasMessageContaining("found 1 vectors and 2 labels");
    }
}
