package io.flinklab.tuning;

import java.io.Serializable;

/** What one candidate reached on one fold. A bean because Flink's serialiser asks for one. */
public class UnitResult implements Serializable {
    private static final long serialVersionUID = 1;

    /** The candidate's number, from 1. */
    public int candidate;

    /** The fold's number, from 1. */
    public int fold;

    /** The metric on the fold's rows; NaN where it failed. */
    public double value = Double.NaN;

    /** Why there is no value; empty where there is one. */
    public String failure = "";

    /** For Flink's serialiser. */
    public UnitResult() {}

    private UnitResult(int candidate, int fold) {
        this.candidate = candidate;
        this.fold = fold;
    }

    static UnitResult of(int candidate, int fold, double value) {
        UnitResult result = new UnitResult(candidate, fold);
        result.value = value;
        return result;
    }

    static UnitResult failed(int candidate, int fold, String reason) {
        UnitResult result = new UnitResult(candidate, fold);
        result.failure = reason;
        return result;
    }

    /** Whether there is no value. */
    public boolean isFailed() {
        return !failure.isEmpty();
    }
}
