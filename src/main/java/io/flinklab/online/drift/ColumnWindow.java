package io.flinklab.online.drift;

import io.flinklab.data.sketch.CategorySketch;
import io.flinklab.data.sketch.NumberSketch;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The values of one column in the window so far, in the bins of a sketch. A test that gave the
 * alarm gives it again only after a window in which it did not.
 */
final class ColumnWindow {
    private enum Test {
        PSI,
        KS,
        MISSING,
        UNSEEN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final String column;
    private final long[] reference;
    private final int ordered;
    private final Set<Test> tests;
    private final long[] counts;
    private final Set<Test> alarmed = EnumSet.noneOf(Test.class);

    /**
     * @param reference the sketch's counts, the missing ones last, and before them those of other
     *     categories if there are any
     * @param ordered how many of the first bins are in an order
     */
    private ColumnWindow(String column, long[] reference, int ordered, Set<Test> tests) {
        this.column = column;
        this.reference = reference;
        this.ordered = ordered;
        this.tests = tests;
        counts = new long[reference.length];
    }

    static ColumnWindow of(NumberSketch sketch, boolean optional) {
        int intervals = sketch.counts().size();
        return new ColumnWindow(
                sketch.column(),
                counts(sketch.counts(), sketch.missing()),
                intervals,
                tests(EnumSet.of(Test.PSI, Test.KS), optional));
    }

    static ColumnWindow of(CategorySketch sketch, boolean optional) {
        return new ColumnWindow(
                sketch.column(),
                counts(sketch.counts(), sketch.others(), sketch.missing()),
                0,
                tests(EnumSet.of(Test.PSI, Test.UNSEEN), optional));
    }

    private static Set<Test> tests(Set<Test> tests, boolean optional) {
        if (optional) {
            tests.add(Test.MISSING);
        }
        return tests;
    }

    private static long[] counts(List<Long> counts, long... more) {
        long[] all = new long[counts.size() + more.length];
        for (int i = 0; i < counts.size(); i++) {
            all[i] = counts.get(i);
        }
        System.arraycopy(more, 0, all, counts.size(), more.length);
        return all;
    }

    /** How many tests it makes of a window. */
    int tests() {
        return tests.size();
    }

    String column() {
        return column;
    }

    /** The position of the bin of missing values. */
    int missing() {
        return reference.length - 1;
    }

    void add(int bin) {
        counts[bin]++;
    }

    /**
     * Ends the window.
     *
     * @param alpha of each test
     * @param alarm takes a test's name and what it found
     */
    void end(double index, double alpha, BiConsumer<String, Evidence> alarm) {
        for (Test test : tests) {
            Evidence found = evidence(test, index, alpha);
            if (!(found.value() > found.threshold())) {
                alarmed.remove(test);
            } else if (alarmed.add(test)) {
                alarm.accept(test.toString(), found);
            }
        }
        Arrays.fill(counts, 0);
    }

    private Evidence evidence(Test test, double index, double alpha) {
        return switch (test) {
            case PSI ->
                    new Evidence(
                            Divergence.stabilityIndex(reference, counts),
                            Math.max(index, Divergence.criticalIndex(reference, counts, alpha)));
            case KS ->
                    new Evidence(
                            Divergence.distance(reference, counts, ordered),
                            Divergence.criticalDistance(
                                    Divergence.sum(reference, ordered),
                                    Divergence.sum(counts, ordered),
                                    alpha));
            case MISSING -> difference(missing(), alpha, true);
            case UNSEEN -> difference(missing() - 1, alpha, false);
        };
    }

    /** A share is a distribution of two values: the distance of its two shares. */
    private Evidence difference(int bin, double alpha, boolean either) {
        long all = Divergence.sum(reference);
        long found = Divergence.sum(counts);
        double difference = (double) counts[bin] / found - (double) reference[bin] / all;
        return new Evidence(
                either ? Math.abs(difference) : difference,
                Divergence.criticalDistance(all, found, alpha));
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(reference.length);
        for (int i = 0; i < reference.length; i++) {
            out.writeLong(reference[i]);
            out.writeLong(counts[i]);
        }
        out.writeInt(alarmed.size());
        for (Test test : alarmed) {
            out.writeUTF(test.name());
        }
    }

    /** Whether it goes on; otherwise another sketch was written, and nothing is taken. */
    boolean restore(DataInput in) throws IOException {
        long[] written = new long[in.readInt()];
        long[] counted = new long[written.length];
        for (int i = 0; i < written.length; i++) {
            written[i] = in.readLong();
            counted[i] = in.readLong();
        }
        Set<Test> gave = EnumSet.noneOf(Test.class);
        for (int i = in.readInt(); i > 0; i--) {
            gave.add(Test.valueOf(in.readUTF()));
        }
        if (!Arrays.equals(written, reference)) {
            return false;
        }
        System.arraycopy(counted, 0, counts, 0, counts.length);
        alarmed.clear();
        alarmed.addAll(gave);
        return true;
    }

    void clear() {
        Arrays.fill(counts, 0);
        alarmed.clear();
    }
}
