package io.flinklab.churn;

/**
 * A distribution by its quantiles, straight in between.
 *
 * @param shares from 0 to 1, rising
 * @param values the value below which that share lies
 */
record Quantiles(double[] shares, double[] values) {

    /** The value at a share from 0 to 1. */
    double at(double share) {
        int upper = 1;
        while (upper < shares.length - 1 && share >= shares[upper]) {
            upper++;
        }
        double way = (share - shares[upper - 1]) / (shares[upper] - shares[upper - 1]);
        return values[upper - 1] + way * (values[upper] - values[upper - 1]);
    }
}
