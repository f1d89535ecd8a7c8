package io.flinklab.evaluation;

/**
 * One point of a curve.
 *
 * @param threshold the score from which on rows are caught there; infinity where none is
 */
public record CurvePoint(double x, double y, double threshold) {}
