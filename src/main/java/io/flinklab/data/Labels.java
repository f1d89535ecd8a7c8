package io.flinklab.data;

/** Whether a file must have the label column, {@value CustomerSchema#LABEL}. */
public enum Labels {
    /** Training and evaluation: a file without the label column is refused. */
    REQUIRED,
    /** Scoring: without the column, every customer's label is NaN. */
    OPTIONAL
}
