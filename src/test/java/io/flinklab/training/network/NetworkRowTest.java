package io.flinklab.training.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.training.rounds.PlainRounds;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class NetworkRowTest {
    private static final List<NetworkRow> ROWS = SyntheticNetworkRows.of(8000, 2, 3);
    private static final long SEED = 42;

    @Test
    void shouldSetAsideAboutTheShareWithAllRowsOfAKeyOnOneSide() {
        List<NetworkRow> validation =
                ROWS.stream().filter(row -> row.isValidation(SEED, 0.1)).toList();

        assertThat(validation.size() / 8000.0).isCloseTo(0.1, within(0.02));
        assertThat(validation.stream().collect(Collectors.groupingBy(row -> row.key)))
                .allSatisfy((key, rows) -> assertThat(rows).hasSize(2));
    }

    @Test
    void shouldSpreadRowsEvenlyOverTheBatches() {
        assertThat(counts(row -> row.batch(SEED, 0, 32)).values())
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
        List<Integer> first = ROWS.stream().map(row -> row.batch(SEED, 0, 32)).toList();

        assertThat(ROWS.stream().map(row -> row.batch(SEED, 1, 32)).toList()).isNotEqualTo(first);
        assertThat(ROWS.stream().map(row -> row.batch(43, 0, 32)).toList()).isNotEqualTo(first);
    }

    @Test
    void shouldDrawByTheKeysAlone() {
        NetworkRow row = ROWS.get(0);
        NetworkRow other = new NetworkRow(row.key, row.number, new double[] {9}, 1 - row.label);

        assertThat(other.isValidation(SEED, 0.5)).isEqualTo(row.isValidation(SEED, 0.5));
        assertThat(other.batch(SEED, 3, 32)).isEqualTo(row.batch(SEED, 3, 32));
    }

    private static Map<Integer, Long> counts(ToIntFunction<NetworkRow> draw) {
        return ROWS.stream()
                .collect(Collectors.groupingBy(draw::applyAsInt, Collectors.counting()));
    }
}
