package io.flinklab.lesson;

/**
 * One look at a lazily fitted model, which was one Flink job.
 *
 * @param question what was looked at
 * @param trainingRowsRead how many rows that job read to train, before it could answer
 */
public record Look(String question, long trainingRowsRead) {}
