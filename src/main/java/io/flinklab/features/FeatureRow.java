package io.flinklab.features;

import java.util.List;

/** The values of one row's columns, the schema's and those that stages add; reused for each row. */
final class FeatureRow {
    final double[] numbers;
    final FeatureVector[] vectors;

    /** Of the schema's categories; belongs to the row's example. */
    String[] texts;

    /**
     * @param numbers how many columns of numbers there are, the schema's first
     * @param vectorSizes of the columns of vectors
     */
    FeatureRow(int numbers, List<Integer> vectorSizes) {
        this.numbers = new double[numbers];
        vectors = vectorSizes.stream().map(FeatureVector::new).toArray(FeatureVector[]::new);
    }

    void read(double[] exampleNumbers, String[] exampleTexts) {
        System.arraycopy(exampleNumbers, 0, numbers, 0, exampleNumbers.length);
        texts = exampleTexts;
    }
}
