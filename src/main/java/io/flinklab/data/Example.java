package io.flinklab.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * One row of a table, laid out by its {@link Schema}. Immutable: the arrays belong to the example,
 * and nobody changes them.
 *
 * <p>Whole numbers and flags are held as {@code double} too, because Flink ML's stages work on
 * doubles.
 */
public final class Example {
    private final Comparable<?> key;
    private final double[] numbers;
    private final String[] texts;
    private final double label;

    /**
     * An example of the values given, which are not copied.
     *
     * @param key a {@code Long} or a {@code String}; null where the schema has no key
     * @param numbers one for each of {@link Schema#numbers()}, NaN where the value is missing
     * @param texts one for each of {@link Schema#categories()}, in composed form
     * @param label 1 or 0; NaN where it is not known
     */
    public Example(Comparable<?> key, double[] numbers, String[] texts, double label) {
        this.key = key;
        this.numbers = numbers;
        this.texts = texts;
        this.label = label;
    }

    /** A {@code Long} or a {@code String}; null where the schema has no key. */
    public Comparable<?> key() {
        return key;
    }

    /** The number at a position of {@link Schema#numbers()}; NaN where it is missing. */
    public double number(int position) {
        return numbers[position];
    }

    /** The category at a position of {@link Schema#categories()}. */
    public String text(int position) {
        return texts[position];
    }

    /** 1 or 0; NaN where it is not known. */
    public double label() {
        return label;
    }

    /** Whether the label is known. */
    public boolean isLabelled() {
        return !Double.isNaN(label);
    }

    /** All numbers, in a new array. */
    public double[] numbers() {
        return numbers.clone();
    }

    /** All numbers, not copied: for reading alone. */
    public double[] sharedNumbers() {
        return numbers;
    }

    /** All categories, not copied: for reading alone. */
    public String[] sharedTexts() {
        return texts;
    }

    /** Copies all numbers to the beginning of an array. */
    public void copyNumbers(double[] into) {
        System.arraycopy(numbers, 0, into, 0, numbers.length);
    }

    /** The same with another number at a position. */
    public Example withNumber(int position, double value) {
        double[] changed = numbers.clone();
        changed[position] = value;
        return new Example(key, changed, texts, label);
    }

    /** The same without the number at a position. */
    public Example withoutNumber(int position) {
        double[] fewer = new double[numbers.length - 1];
        System.arraycopy(numbers, 0, fewer, 0, position);
        System.arraycopy(numbers, position + 1, fewer, position, fewer.length - position);
        return new Example(key, fewer, texts, label);
    }

    /** The same with another category at a position. */
    public Example withText(int position, String value) {
        String[] changed = texts.clone();
        changed[position] = value;
        return new Example(key, numbers, changed, label);
    }

    /** The same with another label. */
    public Example withLabel(double other) {
        return new Example(key, numbers, texts, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Example that
                && Objects.equals(key, that.key)
                && Arrays.equals(numbers, that.numbers)
                && Arrays.equals(texts, that.texts)
                && Double.compare(label, that.label) == 0;
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, Arrays.hashCode(numbers), Arrays.hashCode(texts), label);
    }

    @Override
    public String toString() {
        return "Example[key=%s, numbers=%s, texts=%s, label=%s]"
                .formatted(key, Arrays.toString(numbers), Arrays.toString(texts), label);
    }
}
