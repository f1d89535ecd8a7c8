/**
 * Columns to one vector: a {@link io.flinklab.features.FeaturePlan} turns a table's columns into
 * unfitted Flink ML stages that end in a vector column named {@value
 * io.flinklab.features.FeaturePlan#FEATURES}. The fitted form of the stages, {@link
 * io.flinklab.features.FittedPipeline}, is plain values: it needs no Flink to be read.
 */
package io.flinklab.features;
