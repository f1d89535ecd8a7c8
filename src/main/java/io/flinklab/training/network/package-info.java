/**
 * A feed-forward network trained data-parallel on {@link io.flinklab.training.rounds}: PyTorch
 * (through DJL) computes each subtask's part of a batch's gradient, {@code AdamSolver} takes the
 * step. What belongs to a batch depends on the rows and the seed alone.
 */
package io.flinklab.training.network;
