package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.training.rounds.PlainRounds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
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
        assertThat(bytes(minus)).isEqualTo(bytes(plus));
    }

    @Test
    void shouldBeTheSameRowHoweverItsZerosCame() {
        double[] sparse = {0, -3, 0, 0, -0.0};
        double[] dense = {1, 2, 0, 4, -0.0};

        assertThat(WeightedRow.of(5, 3, k -> 1 + k, k -> sparse[1 + k], 1, 2))
                .usingRecursiveComparison()
                .isEqualTo(WeightedRow.of(sparse, 1, 2));
        assertThat(WeightedRow.of(5, 4, k -> k, k -> dense[k], 1, 2))
                .usingRecursiveComparison()
                .isEqualTo(WeightedRow.of(dense, 1, 2));
    }

    @Test
    void shouldTellRowsApartByEachPartOfTheirContent() {
        WeightedRow row = WeightedRow.of(new double[] {1, 2}, 0, 1);

        for (WeightedRow other :
                List.of(
                        WeightedRow.of(new double[] {2, 1}, 0, 1),
                        WeightedRow.of(new double[] {1, 2}, 1, 1),
                        WeightedRow.of(new double[] {1, 2}, 0, 3),
                        WeightedRow.of(new double[] {1, 2, 0}, 0, 1))) {
            assertThat(bytes(other)).isNotEqualTo(bytes(row));
            assertThat(other.hash).isNotEqualTo(row.hash);
        }
    }

    @Test
    void shouldReadWhatItWrote() throws IOException {
        List<WeightedRow> rows =
                List.of(
                        WeightedRow.of(new double[] {1, 2, 3}, 0, 1),
                        WeightedRow.of(new double[] {0, 0, 0, 0, 5, 0}, 1, 0.25),
                        WeightedRow.of(new double[] {0, 0, 0, 0}, 1, 1),
                        WeightedRow.of(new double[] {-1, 1e300, 7}, 1, 0));
        WeightedRow reused = new WeightedRow();

        for (WeightedRow row : rows) {
            reused.read(new DataInputDeserializer(bytes(row)));

            assertThat(reused).usingRecursiveComparison().ignoringFields("hash").isEqualTo(row);
        }
    }

    private static byte[] bytes(WeightedRow row) {
        DataOutputSerializer out = new DataOutputSerializer(64);
        try {
            row.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.getCopyOfBuffer();
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
