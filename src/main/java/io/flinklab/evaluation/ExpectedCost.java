package io.flinklab.evaluation;

/**
 * What deciding at a threshold costs.
 *
 * @param threshold rows with a score from here on get an offer; infinity: nobody does
 * @param cost mean over all rows, in the unit of the costs given
 * @param offers share of all rows that get one, 0 to 1
 */
public record ExpectedCost(double threshold, double cost, double offers) {}
