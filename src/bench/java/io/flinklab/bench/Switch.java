package io.flinklab.bench;

import io.flinklab.bench.ScoreArrivals.Arrival;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A change to another version.
 *
 * @param begun when, milliseconds since 1970 UTC
 */
record Switch(long begun, String version) {
    private static final long AFTER_MILLIS = 1_000;

    /** Medians of what the switches cost, and the delays of all rows. */
    static String summary(List<Switch> switches, List<Arrival> rows) {
        Percentiles all = Percentiles.of(rows.stream().mapToLong(Switch::delay));
        return Stream.of(
                        switches.size(),
                        median(switches, change -> change.untilUsed(rows)),
                        median(switches, change -> change.pause(rows)),
                        median(switches, change -> change.slowest(rows)),
                        all.p50(),
                        all.p99())
                .map(Object::toString)
                .collect(Collectors.joining("\t"));
    }

    private static long median(List<Switch> switches, ToLongFunction<Switch> figure) {
        return Percentiles.of(switches.stream().mapToLong(figure)).p50();
    }

    /** To the first row that the new version scored. */
    private long untilUsed(List<Arrival> rows) {
        return rows.stream()
                        .filter(row -> row.version().equals(version) && row.scored() >= begun)
                        .mapToLong(Arrival::scored)
                        .min()
                        .orElseThrow(
                                () -> new IllegalStateException("Nothing scored by " + version))
                - begun;
    }

    /** The longest time without a score. */
    private long pause(List<Arrival> rows) {
        long[] times = around(rows).mapToLong(Arrival::scored).sorted().toArray();
        return LongStream.range(1, times.length)
                .map(i -> times[(int) i] - times[(int) i - 1])
                .max()
                .orElse(0);
    }

    private long slowest(List<Arrival> rows) {
        return Percentiles.of(around(rows).mapToLong(Switch::delay)).p99();
    }

    private Stream<Arrival> around(List<Arrival> rows) {
        long end = begun + untilUsed(rows) + AFTER_MILLIS;
        return rows.stream().filter(row -> row.scored() >= begun && row.scored() < end);
    }

    private static long delay(Arrival row) {
        return row.scored() - row.sent();
    }
}
