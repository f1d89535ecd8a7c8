package io.flinklab.data.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeparationTest {
    @Test
    void shouldCountTiesAsHalf() {
        // Of 4 pairs 2 are in order, 1 is a tie, 1 is not.
        assertThat(Separation.of(List.of(new long[] {1, 0}, new long[] {1, 1}, new long[] {0, 1})))
                .isEqualTo(3.5 / 4);
        assertThat(Separation.of(List.of(new long[] {0, 2}, new long[] {2, 0}))).isEqualTo(1);
        assertThat(Separation.of(List.of(new long[] {5, 5}))).isEqualTo(0.5);
        assertThat(Separation.of(List.of(new long[] {5, 0}))).isEqualTo(0.5);
    }

    @Test
    void shouldOrderCategoriesByTheirRates() {
        assertThat(
                        Separation.ofCategories(
                                List.of(new long[] {0, 3}, new long[] {4, 0}, new long[] {0, 2})))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTheOrderOfNumbersThatShareACount() {
        Separation counts = new Separation();
        Random random = new Random(7);
        for (int i = 0; i < 50_000; i++) {
            int label = i % 2;
            // Uniform on [-1, 1] and on [0, 2]: 7 of 8 pairs are in order.
            counts.add(random.nextDouble() * 2 - 1 + label, label);
        }

        assertThat(counts.ofNumbers(new long[2])).isCloseTo(7.0 / 8, within(0.01));
    }

    @Test
    void shouldSeeThatANumberIsMissing() {
        Separation counts = new Separation();
        for (int i = 0; i < 100; i++) {
            counts.add(i, 1);
        }

        assertThat(counts.ofNumbers(new long[] {100, 0})).isEqualTo(1);
    }
}
