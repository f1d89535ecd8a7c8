package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.rounds.PlainRounds;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedRowTest {

    @Test
    void shouldKeepRowsOfManyZerosSparse() {
        WeightedRow row = WeightedRow.of(new double[] {0, 3, 0, -2}, 1, 1);

        assertThat(row.indices).containsExactly(1, 3);
        assertThat(row.values).containsExactly(3, -2);
        assertThat(row.margin(new double[] {10, 1, 2, 3, 4}, 1)).isEqualTo(8);
        assertThat(row.margin(new double[] {1, 2, 3, 4}, 0)).isEqualTo(-2);
    }

    @Test
    void shouldKeepRowsOfFewZerosDense() {
        WeightedRow row = WeightedRow.of(new double[] {5, 0, 7}, 1, 1);

        assertThat(row.indices).isNull();
        assertThat(row.values).containsExactly(5, 0, 7);
        assertThat(row.margin(new double[] {10, 1, 2, 3}, 1)).isEqualTo(36);
    }

    @Test
    void shouldTakeMinusZeroForZero() {
        WeightedRow minus = WeightedRow.of(new double[] {5, -0.0, 7}, 0, 1);
        WeightedRow plus = WeightedRow.of(new double[] {5, 0.0, 7}, 0, 1);

        assertThat(minus.hash).isEqualTo(plus.hash);
        assertThat(WeightedRow.CONTENT_ORDER.compare(minus, plus)).isZero();
    }

    @Test
    void shouldTellRowsApartByEachPartOfTheirContent() {
        WeightedRow row = WeightedRow.of(new double[] {1, 2}, 0, 1);

        assertThat(
                        IntStream.of(
                                WeightedRow.CONTENT_ORDER.compare(
                                        row, WeightedRow.of(new double[] {2, 1}, 0, 1)),
                                WeightedRow.CONTENT_ORDER.compare(
                                        row, WeightedRow.of(new double[] {1, 2}, 1, 1)),
                                WeightedRow.CONTENT_ORDER.compare(
                                        row, WeightedRow.of(new double[] {1, 2}, 0, 3)),
                                WeightedRow.CONTENT_ORDER.compare(
                                        row, WeightedRow.of(new double[] {1, 2, 0}, 0, 1))))
                .doesNotContain(0);
    }

    @Test
    void shouldSpreadRowsEvenlyOverBuckets() {
        LogisticWorker worker = new LogisticWorker(1);
        int[] rows = new int[worker.buckets()];

        SyntheticRows.of(16_000, 2, 3).forEach(row -> rows[PlainRounds.bucketOf(row, worker)]++);

        assertThat(rows).hasSize(16);
        assertThat(Arrays.stream(rows).boxed()).allSatisfy(n -> assertThat(n).isBetween(850, 1150));
    }
}
