package io.flinklab.serving;

/** One stage, ready to run on a row of column values: String, Double or {@code double[]}. */
@FunctionalInterface
interface Step {
    /** Fills this stage's columns; false leaves the row out of the result. */
    boolean apply(Object[] row);
}
