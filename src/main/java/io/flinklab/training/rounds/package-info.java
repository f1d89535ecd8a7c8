/**
 * The engine under our estimators: synchronous, data-parallel training on Flink ML's iterations.
 * Each round one subtask, which solves, sends a request to all subtasks that hold rows, and their
 * sums come back to it. An estimator brings its mathematics alone: a {@link
 * io.flinklab.training.rounds.RoundWorker} for its rows and a {@link
 * io.flinklab.training.rounds.RoundSolver} for their sums. Where the rows lie, the order in which
 * sums are added, checkpoints, progress and the end are the engine's. States that outlive the job
 * go to a {@link io.flinklab.training.rounds.StateWriter}, as JSON.
 */
package io.flinklab.training.rounds;
