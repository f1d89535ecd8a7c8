package io.flinklab.serving.compiled;

import io.flinklab.features.FittedStage;

/**
 * A numeric column without its missing numbers: a column of its own, after the table's.
 *
 * @param column that it is made of
 * @param imputer the stage that does it
 * @param position of the column among the stage's inputs
 */
record Imputation(int column, FittedStage.Imputer imputer, int position) {
    double value(double[] numbers) {
        return imputer.imputed(position, numbers[column]);
    }
}
