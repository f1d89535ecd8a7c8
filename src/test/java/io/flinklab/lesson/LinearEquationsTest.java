package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearEquationsTest {

    @Test
    void shouldSolveThreeEquationsAndLeaveThemAsTheyAre() {
        double[][] equations = {{4, 1, 0, 6}, {1, 3, 1, 10}, {0, 1, 2, 8}};

        double[] solution = LinearEquations.solve(equations);

        assertThat(solution).containsExactly(new double[] {1, 2, 3}, within(1e-12));
        assertThat(equations[1]).containsExactly(1, 3, 1, 10);
    }
}
