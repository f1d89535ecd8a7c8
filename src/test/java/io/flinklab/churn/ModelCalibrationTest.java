package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plain and shaped logistic regression differ on the shipped data as on the article's. */
class ModelCalibrationTest {
    private static final List<Example> CUSTOMERS =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();
    private static final double SAME = 0.0005;
    private static final double NEAR_THE_ARTICLES = 0.02;

    @Test
    void shouldScoreOnTheArticlesSplitAsTheArticlesDataDoes() throws Exception {
        double plain = auroc(ModelCalibrationTest::plain, i -> i < 8_000);
        double shaped = auroc(ModelCalibrationTest::shaped, i -> i < 8_000);

        assertThat(plain)
                .isCloseTo(0.7471, within(SAME))
                .isCloseTo(0.7422, within(NEAR_THE_ARTICLES));
        assertThat(shaped)
                .isCloseTo(0.8498, within(SAME))
                .isCloseTo(0.8461, within(NEAR_THE_ARTICLES));
        assertThat(Files.readString(Path.of("data/README.md")))
                .contains("last 2,000 test | 0.7471 | 0.7421 | 0.8498 | 0.8461 |");
    }

    @Test
    void shouldScoreInFiveFoldsAsTheArticlesDataDoes() {
        assertThat(fiveFolds(ModelCalibrationTest::plain))
                .isCloseTo(0.7662, within(NEAR_THE_ARTICLES));
        assertThat(fiveFolds(ModelCalibrationTest::shaped))
                .isCloseTo(0.8546, within(NEAR_THE_ARTICLES));
    }

    private static double fiveFolds(Function<Example, double[]> features) {
        return IntStream.range(0, 5)
                .mapToDouble(fold -> auroc(features, i -> i % 5 != fold))
                .average()
                .orElseThrow();
    }

    private static double auroc(Function<Example, double[]> features, IntPredicate trains) {
        double[][] all = CUSTOMERS.stream().map(features).toArray(double[][]::new);
        int[] train = IntStream.range(0, all.length).filter(trains).toArray();
        int[] test = IntStream.range(0, all.length).filter(trains.negate()).toArray();
        standardise(all, train);
        double[] coefficients =
                NewtonLogit.fit(
                        IntStream.of(train).mapToObj(i -> all[i]).toArray(double[][]::new),
                        IntStream.of(train).mapToDouble(i -> CUSTOMERS.get(i).label()).toArray());
        return auroc(all, test, coefficients);
    }

    /** By rank sums; the scores have no ties. */
    private static double auroc(double[][] all, int[] test, double[] coefficients) {
        List<Integer> byScore =
                IntStream.of(test)
                        .boxed()
                        .sorted(Comparator.comparing(i -> NewtonLogit.score(all[i], coefficients)))
                        .toList();
        double ranks = 0;
        double positives = 0;
        for (int rank = 1; rank <= byScore.size(); rank++) {
            double label = CUSTOMERS.get(byScore.get(rank - 1)).label();
            ranks += label * rank;
            positives += label;
        }
        return (ranks - positives * (positives + 1) / 2)
                / (positives * (byScore.size() - positives));
    }

    private static void standardise(double[][] all, int[] train) {
        for (int column = 1; column < all[0].length; column++) {
            int j = column;
            double mean = IntStream.of(train).mapToDouble(i -> all[i][j]).average().orElseThrow();
            double variance =
                    IntStream.of(train)
                            .mapToDouble(i -> (all[i][j] - mean) * (all[i][j] - mean))
                            .average()
                            .orElseThrow();
            for (double[] row : all) {
                row[j] = (row[j] - mean) / Math.sqrt(variance);
            }
        }
    }

    private static double[] plain(Example c) {
        return new double[] {
            1,
            c.number(0),
            c.number(1),
            c.number(2),
            c.number(3),
            c.number(4),
            c.number(7),
            is(c.text(0).equals("France")),
            is(c.text(0).equals("Germany")),
            is(c.text(0).equals("Spain")),
            is(c.text(1).equals("Female")),
            is(c.text(1).equals("Male")),
            c.number(5),
            c.number(6)
        };
    }

    private static double[] shaped(Example c) {
        double age = (c.number(1) - 38.9) / 10.5;
        double[] more = {
            age * age,
            age * age * age,
            age * c.number(6),
            age * age * c.number(6),
            is(c.number(3) == 0),
            is(c.number(4) == 1),
            is(c.number(4) == 2),
            is(c.number(4) == 3),
            is(c.number(4) == 4)
        };
        double[] plain = plain(c);
        double[] all = new double[plain.length + more.length];
        System.arraycopy(plain, 0, all, 0, plain.length);
        System.arraycopy(more, 0, all, plain.length, more.length);
        return all;
    }

    private static double is(boolean condition) {
        return condition ? 1 : 0;
    }
}
