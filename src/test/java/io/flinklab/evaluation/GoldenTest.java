package io.flinklab.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against scikit-learn's figures, made by environment/golden/evaluation.py. */
class GoldenTest {
    private static final Offset<Double> EXACT = within(1e-12);

    static List<Named<JsonNode>> cases() throws IOException {
        try (InputStream json = GoldenTest.class.getResourceAsStream("/evaluation/golden.json")) {
            List<Named<JsonNode>> cases = new ArrayList<>();
            new ObjectMapper()
                    .readTree(json)
                    .forEach(c -> cases.add(Named.of(c.get("name").asText(), c)));
            return cases;
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldEqualScikitLearnInEveryMetric(JsonNode golden) {
        JsonNode expected = golden.get("metrics");

        Evaluation evaluation =
                Evaluation.of(
                        numbers(golden.get("labels")),
                        numbers(golden.get("scores")),
                        numbers(golden.get("weights")),
                        expected.get("threshold").asDouble());

        assertThat(evaluation.toMap()).hasSize(expected.size());
        evaluation
                .toMap()
                .forEach(
                        (name, value) ->
                                assertThat(value)
                                        .as(name)
                                        .isCloseTo(expected.get(name).asDouble(), EXACT));
    }

    /** scikit-learn keeps a point for a score whose rows all have weight 0; we do not. */
    static List<Named<JsonNode>> casesWithoutZeroWeights() throws IOException {
        return cases().stream().filter(c -> !c.getName().equals("zero weights")).toList();
    }

    @ParameterizedTest
    @MethodSource("casesWithoutZeroWeights")
    void shouldDrawScikitLearnsCurves(JsonNode golden) {
        double[] weights = numbers(golden.get("weights"));

        Curves curves =
                Curves.of(numbers(golden.get("labels")), numbers(golden.get("scores")), weights);

        JsonNode expected = golden.get("curves");
        assertThat(curves.roc().x()).containsExactly(numbers(expected.get("fpr")), EXACT);
        assertThat(curves.roc().y()).containsExactly(numbers(expected.get("tpr")), EXACT);
        assertThat(curves.precisionRecall().x())
                .containsExactly(numbers(expected.get("recall")), EXACT);
        assertThat(curves.precisionRecall().y())
                .containsExactly(numbers(expected.get("precision")), EXACT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldBinAsScikitLearnsCalibrationCurve(JsonNode golden) {
        Curves curves = Curves.of(numbers(golden.get("labels")), numbers(golden.get("scores")));

        List<Calibration.Bin> bins = curves.calibration().bins();

        JsonNode expected = golden.get("curves");
        assertThat(bins.stream().mapToDouble(Calibration.Bin::observedShare).toArray())
                .containsExactly(numbers(expected.get("unweightedObservedShare")), EXACT);
        assertThat(bins.stream().mapToDouble(Calibration.Bin::meanScore).toArray())
                .containsExactly(numbers(expected.get("unweightedMeanScore")), EXACT);
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }
}
