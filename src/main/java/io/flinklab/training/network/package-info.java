/**
 * A feed-forward network trained data-parallel on Flink ML's iterations: PyTorch (through DJL)
 * computes each subtask's part of a batch's gradient, one subtask adds up the parts in a fixed
 * order and takes the step. What belongs to a batch depends on the rows and the seed alone.
 */
package io.flinklab.training.network;
