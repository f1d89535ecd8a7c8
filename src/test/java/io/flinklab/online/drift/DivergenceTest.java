package io.flinklab.online.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DivergenceTest {

    @Test
    void shouldGiveTheIndexWorkedOutByHand() {
        // Shares of 100.5 / 201 and 100.5 / 201, and of 30.5 / 101 and 70.5 / 101; the third bin is
        // empty in both: (30.5 / 101 - .5) ln(30.5 / 101 / .5) + (70.5 / 101 - .5) ln(70.5 / 101 /
        // .5)
        // = .19802 * .50479 + .19802 * .33308.
        assertThat(Divergence.stabilityIndex(new long[] {100, 100, 0}, new long[] {30, 70, 0}))
                .isCloseTo(0.165912, within(1e-5));
        assertThat(Divergence.stabilityIndex(new long[] {5, 5}, new long[] {5, 5})).isZero();
        assertThat(Divergence.stabilityIndex(new long[] {9, 0}, new long[] {0, 9})).isFinite();
    }

    @Test
    void shouldGiveTheDistanceWorkedOutByHand() {
        // .25 and .5 after the first bin, .75 and .5 after the second, all after the third.
        long[] some = {1, 2, 1, 99};
        long[] others = {2, 0, 2, 0};

        assertThat(Divergence.distance(some, others, 3)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same", "shifted", "wider", "ties"})
    void shouldGiveTheDistanceOfScipy(String name) {
        JsonNode golden = DriftDetectorTest.GOLDEN.get("samples").get(name);
        double[] some = doubles(golden.get("some"));
        double[] others = doubles(golden.get("others"));
        double[] values =
                Arrays.stream(new double[][] {some, others})
                        .flatMapToDouble(Arrays::stream)
                        .distinct()
                        .sorted()
                        .toArray();
        long[] counts = counts(some, values);
        long[] othersCounts = counts(others, values);

        assertThat(Divergence.distance(counts, othersCounts, values.length))
                .isCloseTo(golden.get("distance").asDouble(), within(1e-15));
        assertThat(Divergence.stabilityIndex(counts, othersCounts))
                .isCloseTo(golden.get("index").asDouble(), within(1e-14));
    }

    @Test
    void shouldBoundWhatChanceDoesCloselyAndNeverFromBelow() {
        for (JsonNode golden : DriftDetectorTest.GOLDEN.get("critical")) {
            long n = golden.get("n").asLong();
            long m = golden.get("m").asLong();
            double alpha = golden.get("alpha").asDouble();
            long[] some = new long[golden.get("bins").asInt()];
            long[] others = new long[some.length];
            Arrays.fill(some, 1);
            some[0] = n - some.length + 1;
            others[0] = m;

            double distance = golden.get("distance").asDouble();
            assertThat(Divergence.criticalDistance(n, m, alpha))
                    .isCloseTo(distance, within(1e-6 * distance));
            double index = golden.get("index").asDouble();
            assertThat(Divergence.criticalIndex(some, others, alpha)).isBetween(index, 2.5 * index);
        }
    }

    private static long[] counts(double[] sample, double[] values) {
        long[] counts = new long[values.length];
        for (double value : sample) {
            counts[Arrays.binarySearch(values, value)]++;
        }
        return counts;
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(each -> each.asDouble() + 0.0)
                .toArray();
    }
}
