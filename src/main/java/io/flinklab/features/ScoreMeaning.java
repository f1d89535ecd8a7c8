package io.flinklab.features;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a model's score, a number from 0 to 1, says of a row. */
public enum ScoreMeaning {
    /** The probability of a positive label. */
    @JsonProperty("probability")
    PROBABILITY,
    /**
     * A place in an order: of two rows, the one with the higher score is more likely positive; how
     * likely, the score does not say. Metrics that judge its level mean nothing.
     */
    @JsonProperty("order")
    ORDER,
    /**
     * How clearly the row belongs to its segment: 1 - a / b, for the distances a to the centre of
     * its own segment and b to the nearest other; 0 half way between two, 1 at the centre. Its mean
     * over rows is their simplified silhouette. The prediction is the segment's number.
     */
    @JsonProperty("segment")
    SEGMENT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
