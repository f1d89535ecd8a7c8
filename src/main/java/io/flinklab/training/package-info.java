/**
 * Examples to a fitted pipeline: {@link io.flinklab.training.TrainingJob} is one Flink job whose
 * result is a directory. What decides a model, besides its rows, is in {@link
 * io.flinklab.training.TrainingOptions}.
 */
package io.flinklab.training;
