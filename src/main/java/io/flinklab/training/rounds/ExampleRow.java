package io.flinklab.training.rounds;

import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.SplitMix64;

/**
 * A training row before its features are made. Public with public fields because Flink's serialiser
 * asks for it.
 */
public class ExampleRow {
    /** Of the schema's numeric columns, in their order; NaN where missing. */
    public double[] numbers;

    /** Of the schema's category columns, likewise. */
    public String[] texts;

    /** 0 or 1. */
    public double label;

    /** Of all the above; decides the row's place. */
    public long hash;

    /** For Flink's serialiser. */
    public ExampleRow() {}

    static ExampleRow of(Example example) {
        ExampleRow row = new ExampleRow();
        row.numbers = example.sharedNumbers();
        row.texts = example.sharedTexts();
        row.label = example.label();
        row.hash = row.contentHash();
        return row;
    }

    private long contentHash() {
        long bits = (long) label;
        for (double number : numbers) {
            bits = SplitMix64.mixed(bits + Double.doubleToLongBits(number));
        }
        for (String text : texts) {
            bits = SplitMix64.mixed(bits + Split.number(text));
        }
        return SplitMix64.mixed(bits);
    }
}
