package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChurnReferenceIT {
    private static LogisticModelData train(int parallelism, double reg, List<WeightedRow> rows)
            throws Exception {
        LogisticTables flink = new LogisticTables(parallelism);
        return LogisticTables.modelData(
                new PenalizedLogisticRegression().setReg(reg).fit(flink.table(rows)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldEqualScikitLearnOnTheRealCustomers(int parallelism) throws Exception {
        ChurnReference customers = ChurnReference.read();

        LogisticModelData model = train(parallelism, 1, customers.train());

        Golden.churnReference().assertEqualTo(model, 1e-9);
        assertThat(model.iterations).isLessThan(10);
        assertThat(model)
                .usingRecursiveComparison()
                .isEqualTo(PlainTraining.train(customers.train(), PlainTraining.DEFAULTS));
    }

    @Test
    void shouldScoreTheLastTwoThousandAsScikitLearn() throws IOException {
        ChurnReference customers = ChurnReference.read();
        LogisticModelData model = PlainTraining.train(customers.train(), PlainTraining.DEFAULTS);

        double[] scores = customers.test().stream().mapToDouble(row -> score(model, row)).toArray();

        Golden golden = Golden.churnReference();
        assertThat(auroc(customers.test(), scores))
                .isCloseTo(golden.figures().get("testAuroc").asDouble(), within(1e-12))
                .isCloseTo(.7422, within(5e-5));
        assertThat(logLoss(customers.test(), scores))
                .isCloseTo(golden.figures().get("testLogLoss").asDouble(), within(1e-9))
                .isCloseTo(.4348, within(5e-5));
    }

    @Test
    void shouldNameTheFullOneHotColumnsWithoutAPenalty() throws IOException {
        ChurnReference customers = ChurnReference.read();

        assertThatThrownBy(() -> train(1, 0, customers.train()))
                .hasStackTraceContaining(
                        "feature 2 is a linear combination of the intercept, feature 0, feature 1");
    }

    private static double score(LogisticModelData model, WeightedRow row) {
        return LogisticModelData.probability(model.intercept + row.margin(model.coefficients, 0));
    }

    private static double logLoss(List<WeightedRow> rows, double[] scores) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            sum -= Math.log(rows.get(i).label == 1 ? scores[i] : 1 - scores[i]);
        }
        return sum / scores.length;
    }

    /** Share of pairs of one row of each label that the scores order rightly. */
    private static double auroc(List<WeightedRow> rows, double[] scores) {
        double right = 0;
        long pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (rows.get(i).label > rows.get(j).label) {
                    right += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return right / pairs;
    }
}
