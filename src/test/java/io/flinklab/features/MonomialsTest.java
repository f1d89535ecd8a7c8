package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MonomialsTest {

    @Test
    void shouldBeInTheOrderOfFlinkMl() {
        assertThat(Monomials.of(2, 3))
                .extracting(int[]::clone)
                .containsExactly(
                        new int[] {0},
                        new int[] {0, 0},
                        new int[] {0, 0, 0},
                        new int[] {1},
                        new int[] {1, 0},
                        new int[] {1, 0, 0},
                        new int[] {1, 1},
                        new int[] {1, 1, 0},
                        new int[] {1, 1, 1});
    }

    @Test
    void shouldBeAllUpToTheDegree() {
        assertThat(Monomials.of(3, 3)).hasSize(19);
    }
}
