package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Example;
import io.flinklab.data.RealData;
import io.flinklab.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Repeats the article's training on the recovered rows, whose order is not known, in many orders:
 * 100 steps of 64 rows each, as Flink ML's SGD and its regularisation take them.
 */
class ArticleReplayTest {
    private static final int ORDERS = 200;
    private static final int STEPS = 100;
    private static final int BATCH = 64;
    private static final double LEARNING_RATE = 0.002;
    private static final double REG = 0.1;
    private static final double ELASTIC_NET = 0.5;
    private static final List<String> COUNTRIES = List.of("France", "Germany", "Spain");
    private static final List<String> GENDERS = List.of("Female", "Male");

    @Test
    void shouldReachTheArticlesAreaOnTheOtherRowsButNotItsCount() {
        RowRecovery recovery =
                RowRecovery.of(
                        RealData.file(), PrintedCustomer.OF_THE_ARTICLE, RowRecovery.TRAINING_ROWS);
        List<Example> trained = recovery.best().rowsOf(recovery.customers());
        List<Example> others = recovery.best().othersOf(recovery.customers());
        PrintedCustomer.Columns scale = PrintedCustomer.Columns.of(trained);
        double[] labels = others.stream().mapToDouble(Example::label).toArray();
        IntSummaryStatistics correct = new IntSummaryStatistics();
        DoubleSummaryStatistics auroc = new DoubleSummaryStatistics();

        List<Example> order = new ArrayList<>(trained);
        Random random = new Random(1);
        for (int i = 0; i < ORDERS; i++) {
            Collections.shuffle(order, random);
            double[] coefficients = trained(order, scale);
            Evaluation evaluation =
                    Evaluation.of(
                            labels,
                            others.stream()
                                    .mapToDouble(row -> score(features(row, scale), coefficients))
                                    .toArray());
            correct.accept((int) Math.round(evaluation.accuracy() * labels.length));
            auroc.accept(evaluation.auroc());
        }

        assertThat(correct.getMin()).isEqualTo(1_626);
        assertThat(correct.getMax()).isEqualTo(1_634);
        assertThat(auroc.getMin()).isCloseTo(0.693, within(5e-4));
        assertThat(auroc.getMax()).isCloseTo(0.703, within(5e-4));
    }

    private static double[] trained(List<Example> order, PrintedCustomer.Columns scale) {
        double[] coefficients = new double[13];
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[coefficients.length];
            for (Example row : order.subList(step * BATCH, (step + 1) * BATCH)) {
                double[] features = features(row, scale);
                double error = score(features, coefficients) - row.label();
                IntStream.range(0, gradient.length)
                        .forEach(i -> gradient[i] += error * features[i]);
            }
            for (int i = 0; i < coefficients.length; i++) {
                coefficients[i] -= LEARNING_RATE / BATCH * gradient[i];
                coefficients[i] -=
                        LEARNING_RATE
                                * REG
                                * (ELASTIC_NET * Math.signum(coefficients[i])
                                        + (1 - ELASTIC_NET) * coefficients[i]);
            }
        }
        return coefficients;
    }

    private static double[] features(Example row, PrintedCustomer.Columns scale) {
        double[] features = new double[13];
        features[COUNTRIES.indexOf(row.text(Churn.SCHEMA.category("Geography")))] = 1;
        features[3 + GENDERS.indexOf(row.text(Churn.SCHEMA.category("Gender")))] = 1;
        features[5] = row.number(Churn.SCHEMA.number("HasCrCard"));
        features[6] = row.number(Churn.SCHEMA.number("IsActiveMember"));
        double[] unscaled = PrintedCustomer.unscaled(row);
        for (int i = 0; i < unscaled.length; i++) {
            features[7 + i] = scale.scaled(unscaled, i);
        }
        return features;
    }

    private static double score(double[] features, double[] coefficients) {
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            sum += features[i] * coefficients[i];
        }
        return 1 / (1 + Math.exp(-sum));
    }
}
