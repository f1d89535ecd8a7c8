package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
    private static final List<Customer> CUSTOMERS =
            CustomerFile.read(Path.of("data/churn.csv")).customers();
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

    private static double fiveFolds(Function<Customer, double[]> features) {
        return IntStream.range(0, 5)
                .mapToDouble(fold -> auroc(features, i -> i % 5 != fold))
                .average()
                .orElseThrow();
    }

    private static double auroc(Function<Customer, double[]> features, IntPredicate trains) {
        double[][] all = CUSTOMERS.stream().map(features).toArray(double[][]::new);
        int[] train = IntStream.range(0, all.length).filter(trains).toArray();
        int[] test = IntStream.range(0, all.length).filter(trains.negate()).toArray();
        standardise(all, train);
        double[] coefficients =
                NewtonLogit.fit(
                        IntStream.of(train).mapToObj(i -> all[i]).toArray(double[][]::new),
                        IntStream.of(train).mapToDouble(i -> CUSTOMERS.get(i).exited()).toArray());
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
            double label = CUSTOMERS.get(byScore.get(rank - 1)).exited();
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

    private static double[] plain(Customer c) {
        return new double[] {
            1,
            c.creditScore(),
            c.age(),
            c.tenure(),
            c.balance(),
            c.numOfProducts(),
            c.estimatedSalary(),
            is(c.geography().equals("France")),
            is(c.geography().equals("Germany")),
            is(c.geography().equals("Spain")),
            is(c.gender().equals("Female")),
            is(c.gender().equals("Male")),
            c.hasCrCard(),
            c.isActiveMember()
        };
    }

    private static double[] shaped(Customer c) {
        double age = (c.age() - 38.9) / 10.5;
        double[] more = {
            age * age,
            age * age * age,
            age * c.isActiveMember(),
            age * age * c.isActiveMember(),
            is(c.balance() == 0),
            is(c.numOfProducts() == 1),
            is(c.numOfProducts() == 2),
            is(c.numOfProducts() == 3),
            is(c.numOfProducts() == 4)
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
