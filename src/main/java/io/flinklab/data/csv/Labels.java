package io.flinklab.data.csv;

/** Whether a file must have the schema's label column. */
public enum Labels {
    /** Training and evaluation: a file without the label column is refused. */
    REQUIRED,
    /** Scoring: without the column, every example's label is NaN. */
    OPTIONAL
}
