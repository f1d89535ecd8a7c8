package io.flinklab.training.rounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackedNumberTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1",
        "1, 1",
        "239, 1",
        "240, 3",
        "-1, 3",
        "32767, 3",
        "32768, 5",
        "-2147483648, 5",
        "2147483648, 9",
        "83807.86, 5",
        "0.1, 5",
        "0.125, 9",
        "-0.0, 9",
        "NaN, 9",
        "Infinity, 9",
        "1e300, 9"
    })
    void shouldTakeAsFewBytesAsTheNumberNeeds(double number, int bytes) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(9);

        PackedNumber.write(number, out);

        assertThat(out.length()).isEqualTo(bytes);
        assertThat(read(out)).isEqualTo((Double) number);
    }

    @Test
    void shouldGiveEachNumberBackToTheBit() throws IOException {
        Random random = new Random(1);
        double[] numbers =
                DoubleStream.generate(() -> Double.longBitsToDouble(random.nextLong()))
                        .map(each -> random.nextBoolean() ? each : random.nextInt() / 100.0)
                        .limit(10_000)
                        .toArray();

        for (double number : numbers) {
            DataOutputSerializer out = new DataOutputSerializer(9);
            PackedNumber.write(number, out);
            assertThat(read(out)).isEqualTo((Double) number);
        }
    }

    private static double read(DataOutputSerializer out) throws IOException {
        return PackedNumber.read(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
