package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.serving.Scorer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Graphs that were made elsewhere. */
class ForeignModelTest {
    private static final long N = -1;

    static Stream<byte[]> forms() {
        return Stream.of(
                age(DataType.DOUBLE, N, 1).giving("probability", DataType.DOUBLE, N, 1),
                age(DataType.FLOAT, N, 1).giving("probability", DataType.FLOAT, N, 1),
                age(DataType.FLOAT, N).giving("probability", DataType.DOUBLE, N),
                age(DataType.INT64, N, 1).giving("probabilities", DataType.FLOAT, N, 2),
                age(DataType.DOUBLE, N, 1).giving("output_probability", DataType.DOUBLE, N, 2),
                age(DataType.FLOAT, N, 1).giving("probabilities", DataType.FLOAT, N, N));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldScoreByTheColumnOfTheInputsName(byte[] file) {
        List<Example> customers = Samples.customers(100);
        double[] expected = customers.stream().mapToDouble(c -> c.number(1) / 100).toArray();
        try (Scorer scorer = OnnxScorer.open(Churn.SCHEMA, file)) {
            assertThat(scorer.score(customers).toArray()).containsExactly(expected, within(1e-7));
            assertThat(scorer.score(Samples.anna())).isCloseTo(0.42, within(1e-7));
            assertThat(scorer.threshold()).isEqualTo(0.5);
        }
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(
                        ForeignGraph.of("age", DataType.FLOAT, N, 1)
                                .giving("probability", DataType.FLOAT, N, 1),
                        "inputs are columns of the schema"),
                Arguments.of(
                        ForeignGraph.of("float_input", DataType.FLOAT, N, 8)
                                .giving("probability", DataType.FLOAT, N, 8),
                        "found NodeInfo(name=float_input"),
                Arguments.of(
                        age(DataType.FLOAT, N, 2).giving("probability", DataType.FLOAT, N, 2),
                        "[N, 1] each"),
                Arguments.of(
                        age(DataType.FLOAT, 1, 1).giving("probability", DataType.FLOAT, 1, 1),
                        "[N, 1] each"),
                Arguments.of(
                        age(DataType.BOOL, N, 1).giving("probability", DataType.FLOAT, N, 1),
                        "numbers (double, float or int64)"),
                Arguments.of(
                        ForeignGraph.of("Gender", DataType.FLOAT, N, 1)
                                .giving("probability", DataType.FLOAT, N, 1),
                        "texts [Geography, Gender]"),
                Arguments.of(
                        age(DataType.FLOAT, N, 1).giving("leaves", DataType.FLOAT, N, 1),
                        "an output probability or probabilities or output_probability"),
                Arguments.of(
                        age(DataType.FLOAT, N, 1).giving("probability", DataType.INT64, N, 1),
                        "double or float"),
                Arguments.of(
                        age(DataType.FLOAT, N, 1).givingMaps("output_probability"),
                        "Convert it without the zipmap"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldSayWhyAGraphIsNotForCustomers(byte[] file, String message) {
        assertThatThrownBy(() -> OnnxScorer.open(Churn.SCHEMA, file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAFractionWhereTheModelTakesWholeNumbers() {
        byte[] file =
                ForeignGraph.of("Balance", DataType.INT64, N, 1)
                        .giving("probability", DataType.FLOAT, N, 1);
        Example customer =
                Samples.customers(20).stream()
                        .filter(c -> c.number(3) % 1 != 0)
                        .findFirst()
                        .orElseThrow();
        try (Scorer scorer = OnnxScorer.open(Churn.SCHEMA, file)) {
            assertThatThrownBy(() -> scorer.score(customer))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Balance: expected a whole number; found ");
        }
    }

    @Test
    void shouldRefuseAScoreThatIsNoProbability() {
        byte[] file =
                ForeignGraph.of("CreditScore", DataType.FLOAT, N, 1)
                        .giving("probability", DataType.FLOAT, N, 1);
        try (Scorer scorer = OnnxScorer.open(Churn.SCHEMA, file)) {
            assertThatThrownBy(() -> scorer.score(Samples.anna()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 1; found 6.19");
        }
    }

    private static ForeignGraph age(DataType type, long... shape) {
        return ForeignGraph.of("Age", type, shape);
    }
}
