package io.flinklab.online;

import java.util.Locale;

/** What becomes of a warm start's features while a learner learns on. */
public enum FeatureMode {
    /** They stay as they are. */
    FROZEN,
    /**
     * A category that is new gets a place and a weight of its own, and means and deviations take in
     * each row that is learned from.
     */
    GROWING,
    /**
     * They are not used: all columns of the schema are hashed into 2^18 features, whose weights
     * begin at 0.
     */
    HASHED;

    /** As the command line has it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
