package io.flinklab.training.rounds;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePass;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.training.TrainingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fits the features in the first rounds and hands the others to the estimator's solver.
 *
 * @param <P> a step
 * @param <M> the model or a piece of it
 */
final class FeatureSolver<P, M> implements RoundSolver<P, M> {
    private static final long serialVersionUID = 1;

    private final FeatureFit fit;
    private final RoundSolver<P, M> estimator;
    private String stages;
    private boolean fitted;

    FeatureSolver(FeatureFit fit, RoundSolver<P, M> estimator) {
        this.fit = fit;
        this.estimator = estimator;
        know(fit.start());
    }

    private void know(Map<Integer, FittedStage> known) {
        stages = FeatureFit.toJson(known);
        fitted = fit.isDone(known);
    }

    @Override
    public GradientRequest request() {
        if (!fitted) {
            return GradientRequest.statistics(stages);
        }
        GradientRequest request = estimator.request();
        if (request != null) {
            request.stages = stages;
        }
        return request;
    }

    @Override
    public void take(GradientSums sums) {
        if (fitted) {
            estimator.take(sums);
            return;
        }
        if (sums.rows == 0) {
            throw new TrainingException(
                    "There are no training rows. Check the path and the filters before training.");
        }
        FeaturePass pass = fit.pass(FeatureFit.fromJson(stages));
        for (byte[] part : sums.statistics) {
            pass.merge(part);
        }
        try {
            know(pass.fitted());
        } catch (IllegalArgumentException refused) {
            throw new TrainingException("The rows have no model: " + refused.getMessage(), refused);
        }
    }

    @Override
    public List<P> progress() {
        return estimator.progress();
    }

    @Override
    public List<M> result() {
        return estimator.result();
    }

    /** No iteration is before the features are fitted. */
    @Override
    public int iterations() {
        return estimator.iterations();
    }

    @Override
    public String state() {
        return StateJson.write(new Written(stages, estimator.state()));
    }

    @Override
    public Optional<Predictor> predictor() {
        return estimator.predictor();
    }

    @Override
    public void resume(String state) {
        Read read = StateJson.read(state, Read.class);
        Map<Integer, FittedStage> known;
        try {
            known = FeatureFit.fromJson(read.stages.toString());
        } catch (IllegalArgumentException none) {
            throw new TrainingException(none.getMessage(), none);
        }
        know(known);
        if (!fitted) {
            throw new TrainingException(
                    "Expected a stored state with all feature stages of this plan; found %s of them. Train anew."
                            .formatted(known.size()));
        }
        estimator.resume(read.estimator.toString());
    }

    /** The state, of parts that are JSON already. */
    private record Written(@JsonRawValue String stages, @JsonRawValue String estimator) {}

    private record Read(JsonNode stages, JsonNode estimator) {}

    /** All fitted stages, once the result is there. */
    @Override
    public String stages() {
        return stages;
    }
}
