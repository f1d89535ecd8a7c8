package io.flinklab.training;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why the iterations of a training ended. */
public enum StopReason {
    /** A step changed no parameter by more than the tolerance. */
    @JsonProperty("tolerance")
    TOLERANCE,
    /** The loss on the validation rows fell no more, for as many epochs as the patience is. */
    @JsonProperty("validation")
    VALIDATION,
    /** There were as many as were allowed. */
    @JsonProperty("iterations")
    ITERATIONS,
    /** The time that was allowed was over. */
    @JsonProperty("time")
    TIME,
    /** No shorter step made the objective smaller: rounding hides its minimum. */
    @JsonProperty("rounding")
    ROUNDING,
    /** There are none: the rows are read once. */
    @JsonProperty("one pass")
    ONE_PASS
}
