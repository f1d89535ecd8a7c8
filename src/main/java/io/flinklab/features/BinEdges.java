package io.flinklab.features;

import io.flinklab.features.FeatureColumns.Slot;
import java.io.DataInput;
import java.io.DataOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizer;

/**
 * The vectors of which a KBinsDiscretizer takes quantiles: all of them, or, beyond its {@code
 * subSamples}, those that Flink ML draws, which depend on the order of the rows.
 */
final class BinEdges implements StageStatistics {
    private final KBinsDiscretizer stage;
    private final Slot input;
    private final List<double[]> sample = new ArrayList<>();
    private final Random random;
    private int rows;

    BinEdges(KBinsDiscretizer stage, Slot input) {
        this.stage = stage;
        this.input = input;
        random = new Random(stage.getClass().getName().hashCode());
    }

    @Override
    public void add(FeatureRow row) {
        rows++;
        boolean all = sample.size() < stage.getSubSamples();
        int place = all ? sample.size() : random.nextInt(rows);
        if (place < stage.getSubSamples()) {
            double[] vector = new double[input.size()];
            row.vectors[input.slot()].copyTo(vector, 0);
            if (all) {
                sample.add(vector);
            } else {
                sample.set(place, vector);
            }
        }
    }

    @Override
    public void write(DataOutput out) {
        throw unordered();
    }

    @Override
    public void merge(DataInput other) {
        throw unordered();
    }

    private static IllegalStateException unordered() {
        return new IllegalStateException(
                "Expected the rows in one part: a KBinsDiscretizer's sample depends on their order;"
                        + " found several. Ask FeatureFit.isMergeable() first.");
    }

    @Override
    public FittedStage fitted() {
        List<List<Double>> edges = new ArrayList<>();
        double[] values = new double[sample.size()];
        for (int i = 0; i < input.size(); i++) {
            for (int k = 0; k < values.length; k++) {
                values[k] = sample.get(k)[i];
            }
            Arrays.sort(values);
            edges.add(Arrays.stream(edges(values)).boxed().toList());
        }
        return new FittedStage.KBinsDiscretizer(stage.getInputCol(), stage.getOutputCol(), edges);
    }

    private double[] edges(double[] sorted) {
        int last = sorted.length - 1;
        if (sorted[0] == sorted[last]) {
            return new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        }
        int bins = stage.getNumBins();
        double[] borders = sorted;
        if (sorted.length > bins) {
            double width = 1.0 * sorted.length / bins;
            borders = new double[bins + 1];
            for (int bin = 0; bin < bins; bin++) {
                borders[bin] = sorted[(int) (bin * width)];
            }
            borders[bins] = sorted[last];
        }
        return apart(atMostTwice(borders));
    }

    /** Of equal borders two are left, those of a bin of zero width. */
    private static double[] atMostTwice(double[] borders) {
        Map<Double, Integer> counts = new HashMap<>();
        for (double border : borders) {
            counts.merge(border, 1, Integer::sum);
        }
        double[] left =
                counts.entrySet().stream()
                        .flatMapToDouble(
                                entry ->
                                        Arrays.stream(new double[] {entry.getKey(), entry.getKey()})
                                                .limit(Math.min(2, entry.getValue())))
                        .toArray();
        Arrays.sort(left);
        return left;
    }

    /** Moves the second of two equal borders half-way to the next; of the last two, the first. */
    private static double[] apart(double[] borders) {
        int last = borders.length - 1;
        for (int i = 1; i < last; i++) {
            if (borders[i] == borders[i - 1]) {
                borders[i] = (borders[i + 1] + borders[i - 1]) / 2;
            }
        }
        if (borders[last] == borders[last - 1]) {
            borders[last - 1] = (borders[last] + borders[last - 2]) / 2;
        }
        return borders;
    }
}
