package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedExamplesTest {
    /** More than are packed at once. */
    private static final int ROWS = 40_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldGiveBackTheExamplesOfAnyTable(long seed) {
        RandomTable table = new RandomTable(seed);
        List<Example> examples = table.examples(ROWS);

        assertSame(packed(table.schema(), examples), examples);
    }

    @Test
    void shouldGiveBackNumbersBitByBit() {
        double[] odd = {
            -0.0,
            0,
            Double.NaN,
            Double.MIN_VALUE,
            -Double.MAX_VALUE,
            1e15,
            0.1 + 0.2,
            1.00005,
            -7.25
        };
        for (double value : odd) {
            List<Example> examples = examples(i -> number(i % 3 == 0 ? value : i / 4.0));

            List<Example> packed = packed(Churn.SCHEMA, examples);

            assertThat(IntStream.range(0, ROWS).filter(i -> bits(packed, i) != bits(examples, i)))
                    .as("rows whose number is another, of those with " + value)
                    .isEmpty();
        }
    }

    @Test
    void shouldGiveBackKeysOfAnySize() {
        for (long key : new long[] {Long.MIN_VALUE, -1, 0, 1L << 40, Long.MAX_VALUE}) {
            List<Example> examples =
                    examples(i -> new Example(key + i, new double[8], texts(i), 1));

            assertSame(packed(Churn.SCHEMA, examples), examples);
        }
    }

    @Test
    void shouldGiveBackTheExamplesAtPositions() {
        PackedExamples packed = packed(Churn.SCHEMA, examples(i -> number(i)));

        List<Example> some = packed.at(new int[] {ROWS - 1, 0, 20_000});

        assertThat(some).containsExactly(number(ROWS - 1), number(0), number(20_000));
    }

    private static PackedExamples packed(Schema schema, List<Example> examples) {
        PackedExamples packed = new PackedExamples(schema);
        packed.addAll(examples);
        return packed;
    }

    private static List<Example> examples(IntFunction<Example> example) {
        return IntStream.range(0, ROWS).mapToObj(example).toList();
    }

    private static Example number(double value) {
        double[] numbers = {value, -value, 3, 4, 5, 6, 7, Double.NaN};
        return new Example(5L, numbers, texts((int) value), Double.NaN);
    }

    private static String[] texts(int i) {
        return new String[] {"land " + Math.floorMod(i, 70_000), "either"};
    }

    /** One at a time: a list of so many would be printed as a whole. */
    private static void assertSame(List<Example> packed, List<Example> examples) {
        assertThat(packed).hasSameSizeAs(examples);
        for (int i = 0; i < examples.size(); i++) {
            assertThat(packed.get(i)).isEqualTo(examples.get(i));
        }
    }

    private static long bits(List<Example> examples, int i) {
        return Double.doubleToRawLongBits(examples.get(i).number(0));
    }
}
