package io.flinklab.serving;

/**
 * What the model says of one example.
 *
 * @param score 0 to 1; see {@link Scorer#meaning()}
 * @param prediction 1 if the score reaches the model's threshold, otherwise 0; of a model of
 *     segments the number, from 0, of the row's segment
 */
public record Prediction(double score, int prediction) {}
