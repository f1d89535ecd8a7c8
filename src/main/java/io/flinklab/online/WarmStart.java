package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedStage;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelStore;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.training.Hyperparameters;
import java.io.DataInput;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What a learner begins with.
 *
 * @param model ends with a logistic regression, unless features are hashed
 * @param mode what becomes of its features
 * @param rows those that the model's means and deviations are of; 0 where they stay as they are
 */
record WarmStart(ServedModel model, FeatureMode mode, long rows) implements Serializable {

    /** What the manifest of a version whose features grew calls {@link #rows}. */
    static final String ROWS = "scaledRows";

    /** A model whose features stay as they are. */
    static WarmStart frozen(ServedModel model) {
        return new WarmStart(model, FeatureMode.FROZEN, 0);
    }

    /**
     * A model of this store.
     *
     * @throws IllegalArgumentException its features cannot become what the mode says
     */
    static WarmStart of(StoreLocation store, ServedModel model, FeatureMode mode) {
        if (mode == FeatureMode.FROZEN) {
            return frozen(model);
        }
        long rows = mode == FeatureMode.GROWING ? rows(store.open(), model.version()) : 0;
        WarmStart start = new WarmStart(model, mode, rows);
        try {
            start.features();
            return start;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "%s cannot be learned from with %s features: %s"
                            .formatted(model.version(), mode, e.getMessage()),
                    e);
        }
    }

    /** Those that a version's means and deviations are of, over all that it was learned from. */
    private static long rows(ModelStore store, String version) {
        TrainingRecord training = store.manifest(version).training();
        if (!(training.hyperparameters() instanceof Hyperparameters.Online online)) {
            return training.data().trainRows();
        }
        Double grown = online.settings().get(ROWS);
        return grown != null ? grown.longValue() : rows(store, online.warmStart());
    }

    Schema schema() {
        return model.schema();
    }

    /**
     * The features before any row is learned from.
     *
     * @throws IllegalArgumentException these features cannot grow
     */
    LearnedFeatures features() {
        return switch (mode) {
            case FROZEN -> new FixedFeatures(schema(), model.pipeline());
            case GROWING -> GrowingFeatures.of(schema(), model.pipeline(), rows);
            case HASHED -> HashedFeatures.of(schema(), HashedStages.of(model), null);
        };
    }

    /** The features that were written. */
    LearnedFeatures features(DataInput in) throws IOException {
        return switch (mode) {
            case FROZEN -> features();
            case GROWING -> GrowingFeatures.read(schema(), model.pipeline(), in);
            case HASHED ->
                    HashedFeatures.of(schema(), HashedStages.of(model), RunningScaler.read(in));
        };
    }

    /** The weights before any row is learned from. */
    OnlineLogisticRegression regression(LearnerOptions options) {
        if (mode == FeatureMode.HASHED) {
            return new OnlineLogisticRegression(options, HashedStages.SIZE);
        }
        FittedStage.LogisticRegression classifier = model.pipeline().classifier();
        return OnlineLogisticRegression.startingAt(
                options, doubles(classifier.coefficients()), classifier.intercept());
    }

    /** From here on a score is predicted 1. */
    double threshold() {
        return mode == FeatureMode.HASHED
                ? LearnedVersion.EVEN_ODDS
                : model.pipeline().classifier().threshold();
    }

    static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
