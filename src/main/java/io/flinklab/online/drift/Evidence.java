package io.flinklab.online.drift;

/**
 * What gave an alarm.
 *
 * @param value the statistic
 * @param threshold that it reached
 */
public record Evidence(double value, double threshold) {}
