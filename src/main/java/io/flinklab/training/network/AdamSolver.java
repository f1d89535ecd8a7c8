package io.flinklab.training.network;

import io.flinklab.training.TrainingException;
import io.flinklab.training.rounds.GradientRequest;
import io.flinklab.training.rounds.GradientSums;
import io.flinklab.training.rounds.RoundSolver;
import io.flinklab.training.rounds.StateJson;
import io.flinklab.training.rounds.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts the rows, then epoch by epoch takes a step of Adam for each batch and the losses at the
 * end, until the validation loss falls no more.
 */
final class AdamSolver implements RoundSolver<EpochLoss, NetworkParameters> {
    private static final long serialVersionUID = 1;

    private final NetworkOptions options;
    private final TimeLimit time;
    private final List<EpochLoss> curve = new ArrayList<>();
    private int inputs;
    private int batches;
    private double[] parameters;
    private Adam adam;
    private MovingAverage average;
    private double[] best;
    private double smallest = Double.POSITIVE_INFINITY;
    private int bestEpoch;
    private boolean over;
    private GradientRequest request = new GradientRequest();

    AdamSolver(NetworkOptions options, Duration limit) {
        this.options = options;
        time = new TimeLimit(limit);
    }

    @Override
    public GradientRequest request() {
        return request;
    }

    /** The losses after each epoch. */
    @Override
    public List<EpochLoss> progress() {
        return curve;
    }

    /** The parameters of the smallest validation loss. */
    @Override
    public List<NetworkParameters> result() {
        return new NetworkParameters(inputs, best).pieces();
    }

    @Override
    public void take(GradientSums sums) {
        over = time.isOver();
        if (parameters == null) {
            start(sums);
        } else if (request.derivatives == 0) {
            judge(sums);
        } else {
            step(sums);
        }
    }

    @Override
    public String state() {
        return StateJson.write(
                new AdamState(
                        time.spentMillis(),
                        inputs,
                        batches,
                        parameters,
                        adam.mean,
                        adam.square,
                        adam.steps(),
                        average.values(),
                        average.steps(),
                        best,
                        curve));
    }

    @Override
    public void resume(String text) {
        AdamState state = StateJson.read(text, AdamState.class);
        time.spend(state.spentMillis());
        inputs = state.inputs();
        batches = state.batches();
        boolean[] areWeights = options.layout(inputs).areWeights();
        state.requireSize(areWeights.length);
        parameters = state.parameters();
        adam =
                new Adam(
                        options.learningRate(),
                        options.weightDecay(),
                        areWeights,
                        state.mean(),
                        state.square(),
                        state.steps());
        average = new MovingAverage(options.averaging(), state.average(), state.averaged());
        curve.addAll(state.curve());
        best = state.best();
        for (EpochLoss epoch : curve) {
            if (epoch.best) {
                smallest = epoch.validation;
                bestEpoch = epoch.epoch;
            }
        }
        request = batch(curve.size(), 0);
    }

    private void start(GradientSums counts) {
        requireNetwork(counts);
        inputs = counts.largestSize;
        Layout layout = options.layout(inputs);
        parameters = layout.start(options.seed());
        adam = new Adam(options.learningRate(), options.weightDecay(), layout.areWeights());
        average = new MovingAverage(options.averaging(), parameters);
        batches = (int) Math.ceil((double) counts.rows / options.batchSize());
        request = batch(0, 0);
    }

    /** Refuses rows that make no network, by their counts alone. */
    private static void requireNetwork(GradientSums counts) {
        if (counts.rows == 0 || counts.validationRows == 0) {
            throw new TrainingException(
                    ("A network needs rows that train and rows that tell when to stop;"
                                    + " found %s and %s. Give it more rows, or change validationShare.")
                            .formatted(counts.rows, counts.validationRows));
        }
        if (counts.labelWeights[0] == 0 || counts.labelWeights[1] == 0) {
            throw new TrainingException(
                    ("Training needs rows of both labels, 0 and 1; all %s rows have the"
                                    + " label %s. Check the label column and the filters before training.")
                            .formatted(counts.rows, counts.labelWeights[1] == 0 ? 0 : 1));
        }
        if (counts.smallestSize != counts.largestSize || counts.largestSize == 0) {
            throw new TrainingException(
                    ("All features vectors must have the same size, 1 or more; found"
                                    + " sizes from %s to %s. Check the stage that makes the features.")
                            .formatted(counts.smallestSize, counts.largestSize));
        }
    }

    private void step(GradientSums sums) {
        if (sums.rows > 0) {
            double[] gradient = sums.gradient;
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= sums.rows;
            }
            adam.step(parameters, gradient);
            average.add(parameters);
        }
        int next = request.batch + 1;
        request =
                next < batches
                        ? batch(request.epoch, next)
                        : GradientRequest.losses(average.values());
    }

    private GradientRequest batch(int epoch, int batch) {
        return GradientRequest.ofBatch(parameters.clone(), epoch, batch, batches);
    }

    private void judge(GradientSums sums) {
        int epoch = curve.size() + 1;
        double validation = sums.validationLoss / sums.validationRows;
        requireFinite(epoch, validation);
        boolean better = validation < smallest;
        if (better) {
            smallest = validation;
            best = request.parameters;
            bestEpoch = epoch;
        }
        curve.add(new EpochLoss(epoch, sums.loss / sums.rows, validation, better));
        boolean goesOn =
                !over && epoch < options.epochs() && epoch - bestEpoch < options.patience();
        request = goesOn ? batch(epoch, 0) : null;
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
