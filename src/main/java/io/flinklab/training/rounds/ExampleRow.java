package io.flinklab.training.rounds;

import io.flinklab.data.Example;
import io.flinklab.data.Split;
import io.flinklab.data.SplitMix64;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.CopyableValue;
import org.apache.flink.types.StringValue;

/**
 * A training row before its features are made; never changed once a stream has it. It writes itself
 * because Flink's serialiser of such classes, by reflection, costs as much as reading the row did.
 */
public final class ExampleRow implements CopyableValue<ExampleRow> {
    private static final long serialVersionUID = 1;

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

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeLong(hash);
        out.writeByte((int) label);
        out.writeInt(numbers.length);
        for (double number : numbers) {
            out.writeDouble(number);
        }
        out.writeInt(texts.length);
        for (String text : texts) {
            StringValue.writeString(text, out);
        }
    }

    @Override
    public void read(DataInputView in) throws IOException {
        hash = in.readLong();
        label = in.readByte();
        numbers = new double[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        texts = new String[in.readInt()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = StringValue.readString(in);
        }
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        ExampleRow row = new ExampleRow();
        row.read(in);
        row.write(out);
    }

    /** What is never changed is shared. */
    @Override
    public void copyTo(ExampleRow other) {
        other.numbers = numbers;
        other.texts = texts;
        other.label = label;
        other.hash = hash;
    }

    @Override
    public ExampleRow copy() {
        ExampleRow row = new ExampleRow();
        copyTo(row);
        return row;
    }

    /** Not known before it is written. */
    @Override
    public int getBinaryLength() {
        return -1;
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
