package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExampleTest {

    @Test
    void shouldKeepRowsOfManyZerosSparse() {
        Example row = Example.of(new double[] {0, 3, 0, -2}, 1, 1);

        assertThat(row.indices).containsExactly(1, 3);
        assertThat(row.values).containsExactly(3, -2);
        assertThat(row.margin(new double[] {10, 1, 2, 3, 4}, 1)).isEqualTo(8);
        assertThat(row.margin(new double[] {1, 2, 3, 4}, 0)).isEqualTo(-2);
    }

    @Test
    void shouldKeepRowsOfFewZerosDense() {
        Example row = Example.of(new double[] {5, 0, 7}, 1, 1);

        assertThat(row.indices).isNull();
        assertThat(row.values).containsExactly(5, 0, 7);
        assertThat(row.margin(new double[] {10, 1, 2, 3}, 1)).isEqualTo(36);
    }

    @Test
    void shouldTakeMinusZeroForZero() {
        Example minus = Example.of(new double[] {5, -0.0, 7}, 0, 1);
        Example plus = Example.of(new double[] {5, 0.0, 7}, 0, 1);

        assertThat(minus.hash).isEqualTo(plus.hash);
        assertThat(Example.CONTENT_ORDER.compare(minus, plus)).isZero();
    }

    @Test
    void shouldTellRowsApartByEachPartOfTheirContent() {
        Example row = Example.of(new double[] {1, 2}, 0, 1);

        assertThat(
                        IntStream.of(
                                Example.CONTENT_ORDER.compare(
                                        row, Example.of(new double[] {2, 1}, 0, 1)),
                                Example.CONTENT_ORDER.compare(
                                        row, Example.of(new double[] {1, 2}, 1, 1)),
                                Example.CONTENT_ORDER.compare(
                                        row, Example.of(new double[] {1, 2}, 0, 3)),
                                Example.CONTENT_ORDER.compare(
                                        row, Example.of(new double[] {1, 2, 0}, 0, 1))))
                .doesNotContain(0);
    }

    @Test
    void shouldSpreadRowsEvenlyOverBuckets() {
        int[] rows = new int[TrainingRows.BUCKETS];

        SyntheticRows.of(16_000, 2, 3).forEach(row -> rows[TrainingRows.bucketOf(row)]++);

        assertThat(rows).hasSize(16);
        assertThat(Arrays.stream(rows).boxed()).allSatisfy(n -> assertThat(n).isBetween(850, 1150));
    }
}
