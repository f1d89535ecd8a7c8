package io.flinklab.lesson;

/**
 * One action on a lazily fitted model: something looked at its result, which took a Flink job.
 *
 * @param question what was looked at
 * @param trainingRowsRead how many rows that job read to train, before it could answer
 */
public record LazyAction(String question, long trainingRowsRead) {}
