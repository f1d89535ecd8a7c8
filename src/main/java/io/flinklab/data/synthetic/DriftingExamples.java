package io.flinklab.data.synthetic;

import io.flinklab.data.Example;
import io.flinklab.data.SplitMix64;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A stream of examples whose concept changes: the same values give the same rows on every machine.
 *
 * @param source of the rows
 * @param order the concepts of one phase after the other, which begin anew after the last
 * @param when the phase changes
 * @param noise the share of rows that get the wrong label, 0 to 1
 * @param seed of the draws
 */
public record DriftingExamples(
        Concepts source, List<Integer> order, DriftSchedule when, double noise, long seed) {

    /** Copies the list. */
    public DriftingExamples {
        order = List.copyOf(order);
        if (order.isEmpty()) {
            throw new IllegalArgumentException("Expected a concept or more, found none.");
        }
        for (int concept : order) {
            if (concept < 0 || concept >= source.count()) {
                throw new IllegalArgumentException(
                        "Expected a concept from 0 to %s, found %s."
                                .formatted(source.count() - 1, concept));
            }
        }
        if (!(noise >= 0 && noise <= 1)) {
            throw new IllegalArgumentException("Expected noise of 0 to 1, found " + noise + ".");
        }
    }

    /** The first so many rows. */
    public Stream<Example> examples(long rows) {
        return LongStream.range(0, rows).mapToObj(this::example);
    }

    private Example example(long row) {
        SplitMix64 draws = new SplitMix64(seed, row);
        int phase = when.phase(row, draws.next());
        boolean wrong = draws.chance(noise);
        Example example = source.example(draws, order.get(phase % order.size()));
        return wrong ? example.withLabel(1 - example.label()) : example;
    }
}
