package io.flinklab.online;

import io.flinklab.data.Example;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedStage;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;

/** Makes a learner's features, and takes in the rows that it learns from. For one thread. */
sealed interface LearnedFeatures permits FixedFeatures, GrowingFeatures, HashedFeatures {

    /**
     * The features of an example; null where a stage leaves it out. The next call may fill the same
     * vector again.
     *
     * @throws IllegalArgumentException a stage refuses a value
     */
    FeatureVector encode(Example example);

    /**
     * Takes in an example that is learned from, before its features are made.
     *
     * @param model gets a weight of 0 for each new feature
     */
    void learn(Example example, OnlineLogisticRegression model);

    /**
     * Makes of the model's weights those of the features that {@link #stages} make.
     *
     * @param weights one for each feature, in whose place the others come
     * @return what they add to the intercept
     */
    default double unscale(double[] weights) {
        return 0;
    }

    /** The stages that make these features, as they are now; empty if they are the warm start's. */
    List<FittedStage> stages();

    /** Rows that their means and deviations are of; 0 if those are the warm start's. */
    long scaledRows();

    /** Writes all that was learned about the features. */
    void write(DataOutput out) throws IOException;
}
