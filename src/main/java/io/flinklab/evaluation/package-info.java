/**
 * How good are scores? Labels and scores in, an immutable {@link io.flinklab.evaluation.Evaluation}
 * out: ranking, probability and decision metrics, exact with tied scores and with weights; their
 * curves, the cost of a threshold, bootstrap intervals and cross-validation. Plain Java: nothing
 * here knows Flink. Results depend on the set of rows, not on their order, to the last bit, except
 * where a seeded draw says otherwise.
 */
package io.flinklab.evaluation;
