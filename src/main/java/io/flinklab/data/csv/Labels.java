package io.flinklab.data.csv;

import io.flinklab.data.Column;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;

/** Whether a file must have the schema's label column, and a message the label. */
public enum Labels {
    /** Training and evaluation: a file without the label column is refused. */
    REQUIRED,
    /** Scoring: without the column, every example's label is NaN. */
    OPTIONAL;

    /**
     * The row, or a reject if it lacks a label that is required. A file's rows lack none, but each
     * message may.
     *
     * @param place named in the reject
     */
    public ParsedRow check(ParsedRow row, Schema schema, String place) {
        if (this == OPTIONAL
                || !(row instanceof ParsedRow.Accepted accepted)
                || accepted.example().isLabelled()) {
            return row;
        }
        Column.Label label = schema.requireLabel();
        return new ParsedRow.Rejected(
                new Reject(
                        place,
                        accepted.line(),
                        label.name(),
                        "expected " + label.values() + ", found no label",
                        accepted.raw()));
    }
}
