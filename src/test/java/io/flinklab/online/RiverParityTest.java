package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every score is river's, given before the row is learned from. */
class RiverParityTest {
    private static final double TOLERANCE = 1e-9;

    private static final UpdateRule SGD = new UpdateRule.Sgd(0.1, 0);
    private static final UpdateRule ADAGRAD = new UpdateRule.AdaGrad(0.1, 1e-8, 0);
    private static final UpdateRule FTRL = new UpdateRule.Ftrl(0.05, 1, 0, 1, true);

    @Test
    void shouldScorePhishingAsRiverDoes() throws IOException {
        assertEqual("phishing", "sgd", scaled(LabelledVector.phishing(), SGD));
        assertEqual("phishing", "adagrad", scaled(LabelledVector.phishing(), ADAGRAD));
        assertEqual("phishing", "ftrl", scaled(LabelledVector.phishing(), FTRL));
    }

    @Test
    void shouldScoreElectricityAsRiverDoes() throws IOException {
        assertEqual("electricity", "sgd", scaled(LabelledVector.electricity(), SGD));
        assertEqual("electricity", "adagrad", scaled(LabelledVector.electricity(), ADAGRAD));
        assertEqual("electricity", "ftrl", scaled(LabelledVector.electricity(), FTRL));
    }

    @Test
    void shouldPenaliseAsRiverDoes() throws IOException {
        List<LabelledVector> rows = LabelledVector.phishing();

        assertEqual("phishing", "sgdL2", scaled(rows, new UpdateRule.Sgd(0.1, 0.01)));
        assertEqual("phishing", "adagradL2", scaled(rows, new UpdateRule.AdaGrad(0.1, 1e-8, 0.01)));
        assertEqual("phishing", "ftrlL1", scaled(rows, new UpdateRule.Ftrl(0.1, 1, 3, 0.5, true)));
    }

    @Test
    void shouldWeighRowsAsRiverDoes() throws IOException {
        List<LabelledVector> rows = LabelledVector.phishing();
        IntToDoubleFunction weights = row -> 0.5 + row % 4;

        for (UpdateRule rule : List.of(SGD, ADAGRAD, FTRL)) {
            assertEqual(
                    "phishing",
                    rule.name() + "Weighted",
                    scaled(rows, new LearnerOptions(rule), weights));
        }
    }

    @Test
    void shouldLearnFromMiniBatchesAsRiverDoes() throws IOException {
        assertEqual("phishing", "sgdBatches", unscaled(new LearnerOptions(SGD, 0.01, 32)));
        assertEqual("phishing", "ftrlBatches", unscaled(new LearnerOptions(FTRL, 0.01, 32)));
    }

    @Test
    void shouldScoreByTheFtrlOfThePaper() throws IOException {
        assertEqual(
                "phishing",
                "algorithm1",
                scaled(LabelledVector.phishing(), new UpdateRule.Ftrl(0.1, 1, 3, 0.5)));
    }

    @Test
    void shouldPredictPhishing() throws IOException {
        List<LabelledVector> rows = LabelledVector.phishing();

        assertThat(accuracy(rows, scaled(rows, SGD))).isEqualTo(0.8896);
    }

    @Test
    void shouldFailOnBananasWhichNoLineSeparates() throws IOException {
        List<LabelledVector> rows = LabelledVector.bananas();
        double[] scores = scaled(rows, new UpdateRule.Sgd(0.005, 0));

        assertEqual("bananas", "sgd", scores);
        assertThat(accuracy(rows, scores)).isCloseTo(0.543, within(0.0005));
    }

    private static double[] scaled(List<LabelledVector> rows, UpdateRule rule) {
        return scaled(rows, new LearnerOptions(rule), row -> 1);
    }

    private static double[] scaled(
            List<LabelledVector> rows, LearnerOptions options, IntToDoubleFunction weights) {
        int features = rows.get(0).values().length;
        RunningScaler scaler = new RunningScaler(features);
        OnlineLogisticRegression model = new OnlineLogisticRegression(options, features);
        double[] scores = new double[rows.size()];
        for (int i = 0; i < scores.length; i++) {
            LabelledVector row = rows.get(i);
            scores[i] = model.score(scaler.scale(row.features()));
            scaler.learn(row.features());
            model.learn(scaler.scale(row.features()), row.label(), weights.applyAsDouble(i));
        }
        return scores;
    }

    private static double[] unscaled(LearnerOptions options) throws IOException {
        List<LabelledVector> rows = LabelledVector.phishing();
        OnlineLogisticRegression model =
                new OnlineLogisticRegression(options, rows.get(0).values().length);
        return rows.stream()
                .mapToDouble(
                        row -> {
                            double score = model.score(row.features());
                            model.learn(row.features(), row.label(), 1);
                            return score;
                        })
                .toArray();
    }

    private static double accuracy(List<LabelledVector> rows, double[] scores) {
        return IntStream.range(0, scores.length)
                .mapToDouble(i -> scores[i] > 0.5 == (rows.get(i).label() == 1) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    /** The file has some of the scores, and the sum of all. */
    private static void assertEqual(String table, String name, double[] scores) throws IOException {
        JsonNode golden = golden(table).get(name);
        List<Double> expected = new ArrayList<>();
        golden.get("scores").forEach(score -> expected.add(score.asDouble()));
        double sum = IntStream.range(0, scores.length).mapToDouble(i -> scores[i]).sum();

        assertThat(expected).hasSizeGreaterThan(100);
        for (int i = 0; i < expected.size(); i++) {
            int row = i * golden.get("every").asInt();
            assertThat(scores[row])
                    .as("%s of %s, row %d", name, table, row)
                    .isCloseTo(expected.get(i), within(TOLERANCE));
        }
        assertThat(sum).isCloseTo(golden.get("sum").asDouble(), within(TOLERANCE * scores.length));
    }

    private static JsonNode golden(String table) throws IOException {
        try (InputStream in =
                RiverParityTest.class.getResourceAsStream("/online/" + table + ".json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
