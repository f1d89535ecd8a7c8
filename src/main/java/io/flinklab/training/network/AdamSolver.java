package io.flinklab.training.network;

import io.flinklab.training.logistic.TrainingException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One training from the first question to the kept parameters: counts the rows, then epoch by epoch
 * takes a step for each batch and the losses at the end. Each call of {@link #take} is one round
 * through the subtasks; all that a checkpoint has to keep is in here.
 */
final class AdamSolver implements Serializable {
    private static final long serialVersionUID = 1;

    private final NetworkOptions options;
    private final List<EpochLoss> curve = new ArrayList<>();
    private int inputs;
    private double[] parameters;
    private Adam adam;
    private MovingAverage average;
    private double[] best;
    private double smallest = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private Ask ask = new Ask();

    AdamSolver(NetworkOptions options) {
        this.options = options;
    }

    /** What the rows are asked next; null when training has ended. */
    Ask ask() {
        return ask;
    }

    /** The losses after each epoch so far. */
    List<EpochLoss> curve() {
        return curve;
    }

    /** The parameters of the smallest validation loss so far. */
    NetworkParameters kept() {
        return new NetworkParameters(inputs, best);
    }

    /** Takes the sum of all buckets' answers to {@link #ask}. */
    void take(Answer sum) {
        if (parameters == null) {
            start(sum);
        } else if (sum.fingerprint != Arrays.hashCode(ask.parameters)) {
            throw new IllegalStateException(
                    "The subtasks answered with other parameters than they were sent.");
        } else if (ask.batch == Ask.LOSSES) {
            judge(sum);
        } else {
            step(sum);
        }
    }

    private void start(Answer counts) {
        NetworkCounts.check(counts);
        inputs = counts.largestSize;
        Layout layout = options.layout(inputs);
        parameters = layout.start(options.seed());
        adam = new Adam(options.learningRate(), options.weightDecay(), layout.areWeights());
        average = new MovingAverage(options.averaging(), parameters);
        int batches = (int) Math.ceil((double) counts.rows / options.batchSize());
        ask = new Ask(parameters.clone(), 0, 0, batches);
    }

    private void step(Answer sum) {
        if (sum.rows > 0) {
            double[] gradient = sum.gradient.clone();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= sum.rows;
            }
            adam.step(parameters, gradient);
            average.add(parameters);
        }
        int next = ask.batch + 1;
        ask =
                next < ask.batches
                        ? new Ask(parameters.clone(), ask.epoch, next, ask.batches)
                        : new Ask(average.values(), ask.epoch, Ask.LOSSES, ask.batches);
    }

    private void judge(Answer sum) {
        int epoch = ask.epoch + 1;
        double validation = sum.validationLoss / sum.validationRows;
        requireFinite(epoch, validation);
        boolean better = validation < smallest;
        if (better) {
            smallest = validation;
            best = ask.parameters;
            bestEpoch = epoch;
        }
        curve.add(new EpochLoss(epoch, sum.loss / sum.rows, validation, better));
        boolean goesOn = epoch < options.epochs() && epoch - bestEpoch < options.patience();
        ask = goesOn ? new Ask(parameters.clone(), epoch, 0, ask.batches) : null;
    }

    private void requireFinite(int epoch, double validation) {
        if (!Double.isFinite(validation)) {
            throw new TrainingException(
                    ("Expected a finite loss after epoch %s; found %s. Lower learningRate"
                                    + " (it is %s).")
                            .formatted(epoch, validation, options.learningRate()));
        }
    }
}
