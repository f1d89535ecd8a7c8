package io.flinklab.tuning;

import io.flinklab.training.Hyperparameters;
import java.io.Serializable;
import java.util.List;

/**
 * One model to train and measure.
 *
 * @param candidate its number, from 1
 * @param fold its number, from 1
 */
record Unit(int candidate, int fold, Hyperparameters.Logistic hyperparameters)
        implements Serializable {

    /** A subtask's share of the units: neighbours, so that it fits few folds' features. */
    static List<Unit> share(List<Unit> units, int subtask, int subtasks) {
        return units.subList(
                (int) ((long) units.size() * subtask / subtasks),
                (int) ((long) units.size() * (subtask + 1) / subtasks));
    }
}
