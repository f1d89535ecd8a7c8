package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Holds the shipped customers, and many more, to the aggregates of the article's. */
class CalibrationTest {
    private static final List<Customer> SHIPPED =
            CustomerFile.read(Path.of("data/churn.csv")).customers();
    private static final List<Customer> MANY =
            new CustomerGenerator(1_000_003).customers(200_000).toList();

    @ParameterizedTest
    @CsvFileSource(resources = "article-groups.csv", numLinesToSkip = 1)
    void shouldHaveTheShareAndChurnOfEachGroup(
            String columns, String group, double share, double churn) {
        Rates shipped = Rates.of(SHIPPED, columns, group);
        Rates many = Rates.of(MANY, columns, group);
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
        double[] values = SHIPPED.stream().mapToDouble(value(column)).sorted().toArray();
        double[] leavers =
                SHIPPED.stream()
                        .filter(customer -> customer.exited() == 1)
                        .mapToDouble(value(column))
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

    private record Rates(double share, double churn) {
        static Rates of(List<Customer> customers, String columns, String group) {
            List<Customer> members =
                    customers.stream().filter(c -> isIn(c, columns, group)).toList();
            return new Rates(
                    (double) members.size() / customers.size(),
                    members.stream().mapToDouble(Customer::exited).average().orElseThrow());
        }
    }

    private static boolean isIn(Customer customer, String columns, String group) {
        Iterator<String> wanted = Arrays.asList(group.split("\\+")).iterator();
        return Arrays.stream(columns.split("\\+"))
                .allMatch(column -> matches(customer, column, wanted.next()));
    }

    private static boolean matches(Customer customer, String column, String wanted) {
        return switch (column) {
            case "all" -> true;
            case "Geography" -> customer.geography().equals(wanted);
            case "Gender" -> customer.gender().equals(wanted);
            case "BalanceZero" -> (customer.balance() == 0) == wanted.equals("1");
            case "AgeBand" -> isInBand(customer.age(), wanted.split("-"));
            default -> value(column).applyAsDouble(customer) == Double.parseDouble(wanted);
        };
    }

    private static boolean isInBand(double age, String[] bounds) {
        return age > Double.parseDouble(bounds[0]) && age <= Double.parseDouble(bounds[1]);
    }

    private static ToDoubleFunction<Customer> value(String column) {
        return switch (column) {
            case "CreditScore" -> Customer::creditScore;
            case "Age" -> Customer::age;
            case "Tenure" -> Customer::tenure;
            case "Balance" -> Customer::balance;
            case "NumOfProducts" -> Customer::numOfProducts;
            case "HasCrCard" -> Customer::hasCrCard;
            case "IsActiveMember" -> Customer::isActiveMember;
            case "EstimatedSalary" -> Customer::estimatedSalary;
            default -> throw new IllegalArgumentException(column);
        };
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
