package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyTest {
    /** 4 2 2 | 2 5 3 | 2 3 6, whose inverse is known: determinant 64. */
    private static final double[] MATRIX = {4, 2, 5, 2, 3, 6};

    @Test
    void shouldSolve() {
        double[] x = new Cholesky(MATRIX, 3, 0).solve(new double[] {8, 10, 11});

        assertThat(x).containsExactly(new double[] {1, 1, 1}, within(1e-14));
    }

    @Test
    void shouldInvertTheDiagonal() {
        double[] diagonal = new Cholesky(MATRIX, 3, 0).inverseDiagonal();

        assertThat(diagonal)
                .containsExactly(new double[] {21 / 64.0, 20 / 64.0, 16 / 64.0}, within(1e-14));
    }

    @Test
    void shouldNotCareAboutUnits() {
        double[] units = {1e8, 1, 1e-8};
        double[] scaled = new double[6];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j <= i; j++) {
                int at = Cholesky.at(i, j);
                scaled[at] = MATRIX[at] * units[i] * units[j];
            }
        }

        Cholesky factor = new Cholesky(scaled, 3, 1e-12);

        assertThat(factor.dependent()).isEqualTo(-1);
        assertThat(factor.solve(new double[] {8e8, 10, 11e-8}))
                .containsExactly(new double[] {1e-8, 1, 1e8}, within(1e-6));
    }

    @Test
    void shouldFindTheFirstDependentColumnAndItsShares() {
        double[] cross = cross(x -> new double[] {x[0], x[1], x[2], 3 * x[0] - 2 * x[2]});

        Cholesky factor = new Cholesky(cross, 4, 1e-12);

        assertThat(factor.dependent()).isEqualTo(3);
        assertThat(factor.shares()[0]).isPositive();
        assertThat(factor.shares()[1]).isCloseTo(0, within(1e-12));
        assertThat(factor.shares()[2]).isNegative();
    }

    @Test
    void shouldTakeAColumnThatOnlyNearlyDepends() {
        double[] cross = cross(x -> new double[] {x[0], x[1], x[0] + 1e-4 * x[2]});

        assertThat(new Cholesky(cross, 3, 1e-12).dependent()).isEqualTo(-1);
    }

    @Test
    void shouldFindAColumnOfZeros() {
        Cholesky factor = new Cholesky(new double[] {1, 0, 0}, 2, 1e-12);

        assertThat(factor.dependent()).isEqualTo(1);
        assertThat(factor.shares()).containsExactly(0);
    }

    /** Sums of products of all pairs of columns over 50 random rows. */
    private static double[] cross(java.util.function.UnaryOperator<double[]> columns) {
        Random random = new Random(1);
        double[] cross = null;
        for (int row = 0; row < 50; row++) {
            double[] x = columns.apply(random.doubles(3).toArray());
            cross = cross == null ? new double[x.length * (x.length + 1) / 2] : cross;
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j <= i; j++) {
                    cross[Cholesky.at(i, j)] += x[i] * x[j];
                }
            }
        }
        return cross;
    }
}
