package io.flinklab.notebook;

import io.flinklab.training.network.EpochLoss;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Charts of how the loss of an iterative training fell. */
public final class LossChart {
    /** A smaller relative distance between two losses is rounding. */
    private static final double ROUNDING = 1e-12;

    private LossChart() {}

    /** The loss at the start, which is step 0, and after each step. */
    public static Picture of(String title, List<Double> losses) {
        return Charts.lines(title, "step", "loss", line("loss", losses, loss -> loss));
    }

    /**
     * Several trainings that go down to the same smallest loss: the distance of each step's loss
     * from it, in powers of ten, as long as it is more than rounding. A straight line downwards
     * gains the same number of digits at each step; a line that bends downwards gains more and
     * more.
     *
     * @param smallest the loss at the optimum
     * @param losses by the trainings' names, at the start and after each step; each starts above
     */
    public static Picture distances(
            String title, double smallest, Map<String, List<Double>> losses) {
        return Charts.lines(
                title,
                "step",
                "log10(loss - smallest loss)",
                losses.entrySet().stream()
                        .map(each -> distance(each.getKey(), smallest, each.getValue()))
                        .toArray(Line[]::new));
    }

    /** A network's losses after each epoch, on the training rows and on the validation rows. */
    public static Picture epochs(String title, List<EpochLoss> curve) {
        double[] epochs = curve.stream().mapToDouble(each -> each.epoch).toArray();
        double[] training = curve.stream().mapToDouble(each -> each.training).toArray();
        double[] validation = curve.stream().mapToDouble(each -> each.validation).toArray();
        return Charts.lines(
                title,
                "epoch",
                "log-loss",
                new Line("training rows", epochs, training),
                new Line("validation rows", epochs, validation));
    }

    private static Line distance(String name, double smallest, List<Double> losses) {
        List<Double> above =
                losses.stream()
                        .takeWhile(loss -> loss - smallest > ROUNDING * Math.abs(smallest))
                        .toList();
        if (above.isEmpty()) {
            throw new IllegalArgumentException(
                    "A loss that falls is needed, with its start; found " + losses + ".");
        }
        return line(name, above, loss -> Math.log10(loss - smallest));
    }

    private static Line line(String name, List<Double> losses, DoubleUnaryOperator height) {
        double[] steps = IntStream.range(0, losses.size()).asDoubleStream().toArray();
        double[] heights = losses.stream().mapToDouble(Double::doubleValue).map(height).toArray();
        return new Line(name, steps, heights);
    }
}
