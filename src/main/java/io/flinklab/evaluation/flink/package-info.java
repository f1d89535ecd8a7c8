/**
 * The exact ranking metrics as a Flink ML stage, for pipelines that already use Flink ML's {@code
 * BinaryClassificationEvaluator}: the same parameters and column names, right with ties and
 * weights.
 */
package io.flinklab.evaluation.flink;
