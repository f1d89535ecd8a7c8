/**
 * Search of hyperparameters by cross-validation, as one Flink job: every subtask holds the rows,
 * and trains and measures its share of candidates and folds.
 */
package io.flinklab.tuning;
