package io.flinklab.training.rounds;

import io.flinklab.features.FeatureVector;
import java.io.Serializable;

/**
 * Makes an estimator's row of an example's features.
 *
 * @param <R> a row
 */
@FunctionalInterface
public interface EncodedRow<R> extends Serializable {
    /**
     * The row.
     *
     * @param reuse one that was made before and is not looked at any more, or null
     * @param features to be copied: the next row's take their place
     * @param label 0 or 1
     */
    R of(R reuse, FeatureVector features, double label);
}
