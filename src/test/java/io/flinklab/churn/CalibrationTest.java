package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Holds the shipped customers, and many more, to the aggregates of the article's. */
class CalibrationTest {
    private static final List<Example> SHIPPED =
            Dataset.read(Churn.SCHEMA, Path.of("data/churn.csv")).examples();
    private static final List<Example> MANY =
            new CustomerGenerator(1_000_003).examples(200_000).toList();

    @ParameterizedTest
    @CsvFileSource(resources = "article-groups.csv", numLinesToSkip = 1)
    void shouldHaveTheShareAndChurnOfEachGroup(
            String columns, String group, double share, double churn) {
        Group shipped = Group.of(SHIPPED, columns, group);
        Group many = Group.of(MANY, columns, group);
        double members = share * SHIPPED.size();
        double noise = Math.sqrt(Math.max(churn * (1 - churn), 0.02) / members);

        assertThat(many.share()).isCloseTo(share, within(0.006));
        assertThat(shipped.share()).isCloseTo(share, within(0.015));
        // The target's own noise, and what the model of the logit leaves out.
        assertThat(many.churn()).isCloseTo(churn, within(2 * noise + 0.02));
        assertThat(shipped.churn()).isCloseTo(churn, within(3.5 * noise + 0.02));
    }

    @ParameterizedTest
    @CsvFileSource(resources = "article-columns.csv", numLinesToSkip = 1)
    void shouldHaveTheDistributionOfEachColumn(
            String column,
            double mean,
            double deviation,
            double leaverMean,
            double q05,
            double q25,
            double q50,
            double q75,
            double q95) {
        double[] values = SHIPPED.stream().mapToDouble(Group.value(column)).sorted().toArray();
        double[] leavers =
                SHIPPED.stream()
                        .filter(customer -> customer.label() == 1)
                        .mapToDouble(Group.value(column))
                        .toArray();
        double[] found =
                Arrays.stream(new double[] {.05, .25, .5, .75, .95})
                        .map(share -> values[(int) (share * (values.length - 1))])
                        .toArray();

        assertThat(mean(values)).isCloseTo(mean, within(0.05 * deviation));
        assertThat(deviation(values)).isCloseTo(deviation, within(0.05 * deviation));
        assertThat(mean(leavers)).isCloseTo(leaverMean, within(0.1 * deviation));
        assertThat(found)
                .containsExactly(
                        new double[] {q05, q25, q50, q75, q95},
                        within(Math.max(1, 0.12 * deviation)));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }
}
