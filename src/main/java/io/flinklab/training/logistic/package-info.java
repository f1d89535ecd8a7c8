/**
 * Logistic regression with an unpenalised intercept and an L2 penalty, solved to convergence by
 * Newton's method or L-BFGS, as a Flink ML estimator on {@link io.flinklab.training.rounds}. The
 * arithmetic is plain Java: {@code LogisticWorker} sums over rows, {@code NewtonSolver} walks to
 * the minimum ({@code Newton}, {@code Lbfgs}, {@code Cholesky}).
 */
package io.flinklab.training.logistic;
