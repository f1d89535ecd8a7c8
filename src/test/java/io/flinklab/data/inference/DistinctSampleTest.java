package io.flinklab.data.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;

class DistinctSampleTest {
    @Test
    void shouldCountExactlyUpToItsSize() {
        DistinctSample sample = new DistinctSample();
        for (int i = 0; i < 3 * DistinctSample.SIZE; i++) {
            sample.add("text " + i % DistinctSample.SIZE);
        }

        assertThat(sample.count()).isEqualTo(DistinctSample.SIZE);
        assertThat(sample.isEstimate()).isFalse();
        assertThat(sample.onceShare()).isZero();
    }

    @Test
    void shouldEstimateBeyond() {
        DistinctSample sample = new DistinctSample();
        for (int i = 0; i < 300_000; i++) {
            sample.add(Integer.toString(i % 200_000));
        }

        assertThat(sample.isEstimate()).isTrue();
        assertThat(sample.count()).isCloseTo(200_000, withinPercentage(6));
        // 100,000 stand twice, 100,000 once.
        assertThat(sample.onceShare()).isBetween(0.45, 0.55);
    }
}
