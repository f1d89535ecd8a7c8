package io.flinklab.notebook;

/**
 * One series of bars, one bar for each group of the chart.
 *
 * @param name what the legend calls it
 * @param heights one for each group, in the groups' order
 */
public record Bars(String name, double... heights) {}
