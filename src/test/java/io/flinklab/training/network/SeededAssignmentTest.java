package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.training.rounds.PlainRounds;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SeededAssignmentTest {
    private static final List<NetworkRow> ROWS = SyntheticNetworkRows.of(8000, 2, 3);
    private static final SeededAssignment ASSIGNMENT = new SeededAssignment(42);

    @Test
    void shouldSetAsideAboutTheShareWithAllRowsOfACustomerOnOneSide() {
        List<NetworkRow> validation =
                ROWS.stream().filter(row -> ASSIGNMENT.validates(row, 0.1)).toList();

        assertThat(validation.size() / 8000.0).isCloseTo(0.1, within(0.02));
        assertThat(validation.stream().collect(Collectors.groupingBy(row -> row.customer)))
                .allSatisfy((customer, rows) -> assertThat(rows).hasSize(2));
    }

    @Test
    void shouldSpreadRowsEvenlyOverTheBatches() {
        assertThat(counts(row -> ASSIGNMENT.batch(row, 0, 32)).values())
                .hasSize(32)
                .allMatch(count -> Math.abs(count - 250) < 70);
    }

    @Test
    void shouldSpreadRowsEvenlyOverTheBuckets() {
        NetworkWorker worker = new NetworkWorker(NetworkOptions.usual());

        assertThat(counts(row -> PlainRounds.bucketOf(row, worker)).values())
                .hasSize(8)
                .allMatch(count -> Math.abs(count - 1000) < 120);
    }

    @Test
    void shouldDrawAnewInEachEpochAndForEachSeed() {
        List<Integer> first = ROWS.stream().map(row -> ASSIGNMENT.batch(row, 0, 32)).toList();

        assertThat(ROWS.stream().map(row -> ASSIGNMENT.batch(row, 1, 32)).toList())
                .isNotEqualTo(first);
        assertThat(ROWS.stream().map(row -> new SeededAssignment(43).batch(row, 0, 32)).toList())
                .isNotEqualTo(first);
    }

    @Test
    void shouldDrawByTheKeysAlone() {
        NetworkRow row = ROWS.get(0);
        NetworkRow other =
                new NetworkRow(row.customer, row.number, new double[] {9}, 1 - row.label);

        assertThat(ASSIGNMENT.validates(other, 0.5)).isEqualTo(ASSIGNMENT.validates(row, 0.5));
        assertThat(ASSIGNMENT.batch(other, 3, 32)).isEqualTo(ASSIGNMENT.batch(row, 3, 32));
    }

    private static Map<Integer, Long> counts(ToIntFunction<NetworkRow> lot) {
        return ROWS.stream().collect(Collectors.groupingBy(lot::applyAsInt, Collectors.counting()));
    }
}
