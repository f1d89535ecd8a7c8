/**
 * Logistic regression with an unpenalised intercept and an L2 penalty, solved to convergence by
 * Newton's method or L-BFGS, as a Flink ML estimator on Flink ML's iterations. The arithmetic is
 * plain Java ({@code Newton}, {@code Lbfgs}, {@code Cholesky}, {@code TrainingRows}); operators
 * only carry requests and partial sums between the subtasks that hold rows and the one that solves.
 */
package io.flinklab.training.logistic;
