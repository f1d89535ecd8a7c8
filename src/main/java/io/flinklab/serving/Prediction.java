package io.flinklab.serving;

/**
 * What the model says of one example.
 *
 * @param score probability of a positive label, 0 to 1
 * @param prediction 1 if the score reaches the model's threshold, otherwise 0
 */
public record Prediction(double score, int prediction) {}
