package io.flinklab.notebook;

import java.util.List;
import java.util.stream.IntStream;

/** How an iterative training came down to its smallest loss. */
public final class LossChart {
    private LossChart() {}

    /**
     * Powers of ten of what each step was still above the smallest loss, until nothing was left of
     * it. A straight line downwards gains the same number of digits at each step; a line that bends
     * downwards gains more and more.
     *
     * @param losses at the start and after each step
     */
    public static Picture distance(String title, List<Double> losses) {
        double smallest = losses.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
        int[] above =
                IntStream.range(0, losses.size())
                        .filter(step -> losses.get(step) > smallest)
                        .toArray();
        if (above.length == 0) {
            throw new IllegalArgumentException(
                    "A loss that falls is needed, with its start; found " + losses + ".");
        }
        return Charts.lines(
                title,
                "step",
                "log10(loss - smallest loss)",
                new Line(
                        "distance",
                        IntStream.of(above).asDoubleStream().toArray(),
                        IntStream.of(above)
                                .mapToDouble(step -> Math.log10(losses.get(step) - smallest))
                                .toArray()));
    }

    /** The loss itself at the start, which is step 0, and after each step. */
    public static Picture of(String title, List<Double> losses) {
        return Charts.lines(
                title,
                "step",
                "loss",
                new Line(
                        "loss",
                        IntStream.range(0, losses.size()).asDoubleStream().toArray(),
                        losses.stream().mapToDouble(Double::doubleValue).toArray()));
    }
}
