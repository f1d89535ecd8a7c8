package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenseProductsTest {
    /** Sizes and numbers of rows that fill blocks and that leave a rest. */
    @ParameterizedTest
    @CsvSource({"1, 3, 0", "1, 1, 1", "2, 4, 0", "3, 5, 1", "6, 8, 1", "7, 9, 0", "13, 1, 1"})
    void shouldAddEachProductOfEachRow(int size, int rows, int offset) {
        Random random = new Random(1);
        double[] triangle = new double[size * (size + 1) / 2];
        double[] expected = triangle.clone();
        DenseProducts products = new DenseProducts(triangle, size);

        for (int row = 0; row < rows; row++) {
            double[] values = random.doubles(size - offset, -1, 1).toArray();
            double factor = random.nextDouble();
            products.add(values, offset, factor);
            for (int i = 0; i < size; i++) {
                for (int j = 0; j <= i; j++) {
                    double left = i < offset ? 1 : values[i - offset];
                    double right = j < offset ? 1 : values[j - offset];
                    expected[Cholesky.at(i, j)] += factor * left * right;
                }
            }
        }
        products.finish();

        assertThat(triangle).containsExactly(expected, within(1e-14));
    }
}
