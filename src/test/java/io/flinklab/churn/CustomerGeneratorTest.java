package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.synthetic.DriftSchedule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CustomerGeneratorTest {
    private static final Path SHIPPED = Path.of("data/churn.csv");

    @TempDir Path directory;

    @Test
    void shouldMakeTheShippedFileByteForByte() {
        Path file = directory.resolve("churn.csv");

        new CustomerGenerator(CustomerGenerator.DEFAULT_SEED)
                .writeTo(file, CustomerGenerator.DEFAULT_ROWS);

        assertThat(file).hasSameBinaryContentAs(SHIPPED);
    }

    @Test
    void shouldMakeTheSameBytesInEveryLocale() {
        Locale before = Locale.getDefault();
        Path file = directory.resolve("churn.csv");
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            new CustomerGenerator(CustomerGenerator.DEFAULT_SEED).writeTo(file, 10_000);
        } finally {
            Locale.setDefault(before);
        }

        assertThat(file).hasSameBinaryContentAs(SHIPPED);
    }

    @Test
    void shouldWriteWhatTheReaderReadsBack() {
        Path file = directory.resolve("deep/churn.csv");
        CustomerGenerator generator = new CustomerGenerator(9);

        generator.writeTo(file, 2_000);

        Dataset read = Dataset.read(Churn.SCHEMA, file);
        assertThat(read.rejects()).isEmpty();
        assertThat(read.examples()).isEqualTo(generator.examples(2_000).toList());
    }

    @Test
    void shouldBeginALongerRunWithTheShorterOne() {
        CustomerGenerator generator = new CustomerGenerator(9);

        assertThat(generator.customers(100).limit(10)).isEqualTo(generator.customers(10).toList());
    }

    @Test
    void shouldMakeOthersFromAnotherSeed() {
        List<Customer> one = new CustomerGenerator(1).customers(100).toList();

        assertThat(new CustomerGenerator(2).customers(100)).doesNotContainAnyElementsOf(one);
    }

    @Test
    void shouldNeverGiveAnIdTwice() {
        List<Long> ids =
                new CustomerGenerator(1).customers(300_000).map(Customer::customerId).toList();

        assertThat(ids.stream().distinct().count()).isEqualTo(ids.size());
        assertThat(ids.subList(0, 10_000)).allMatch(id -> id >= 15_565_701 && id <= 15_815_690);
    }

    @Test
    void shouldInventSurnamesInAscii() {
        List<String> surnames =
                new CustomerGenerator(1).customers(10_000).map(Customer::surname).toList();

        assertThat(surnames).allMatch(name -> name.matches("[A-Z][A-Za-z'-]{1,22}"));
        assertThat(surnames.stream().distinct().count()).isBetween(2_780L, 3_080L);
        assertThat(surnames.stream().filter(name -> name.matches(".*['-].*")).count())
                .isBetween(250L, 550L);
    }

    @Test
    void shouldEndEachLineWithOneLineFeed() throws Exception {
        Path file = directory.resolve("one.csv");

        new CustomerGenerator(1).writeTo(file, 1);

        assertThat(Files.readString(file))
                .startsWith("RowNumber,")
                .endsWith("\n")
                .doesNotContain("\r");
        assertThat(Files.readAllLines(file)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(CustomerShift.class)
    void shouldShiftCustomersOfOddPhasesAlone(CustomerShift shift) {
        CustomerGenerator still = new CustomerGenerator(5);
        List<Customer> before = still.customers(4000).toList();
        List<Customer> drifting =
                still.shifted(shift, DriftSchedule.recurring(1000, 1500)).customers(4000).toList();

        assertThat(drifting.subList(0, 1000)).isEqualTo(before.subList(0, 1000));
        assertThat(drifting.subList(2500, 4000)).isEqualTo(before.subList(2500, 4000));
        List<Customer> shifted = drifting.subList(1000, 2500);
        List<Customer> unshifted = before.subList(1000, 2500);
        assertThat(shifted).doesNotContainSequence(unshifted);
        assertThat(shifted)
                .extracting(Customer::customerId)
                .isEqualTo(unshifted.stream().map(Customer::customerId).toList());
        double prices =
                mean(shifted, Customer::estimatedSalary)
                        / mean(unshifted, Customer::estimatedSalary);
        double years = mean(shifted, Customer::age) - mean(unshifted, Customer::age);
        assertThat(prices).isCloseTo(shift == CustomerShift.PRICES ? 1.5 : 1, within(1e-6));
        assertThat(years).isCloseTo(shift == CustomerShift.AGE ? 7 : 0, within(0.5));
    }

    @Test
    void shouldChangeWhoLeavesAndNothingElse() {
        CustomerGenerator still = new CustomerGenerator(5);
        List<Customer> before = still.customers(8000).toList();
        List<Customer> turned =
                still.shifted(CustomerShift.CONCEPT, DriftSchedule.sudden(0))
                        .customers(8000)
                        .toList();

        assertThat(turned)
                .extracting(customer -> customer.toExample().withLabel(0))
                .isEqualTo(before.stream().map(c -> c.toExample().withLabel(0)).toList());
        assertThat(left(before, 0)).isGreaterThan(left(before, 1) + 0.1);
        assertThat(left(turned, 1)).isGreaterThan(left(turned, 0) + 0.1);
    }

    @Test
    void shouldShiftMoreAndMoreCustomersInAGradualDrift() {
        CustomerGenerator still = new CustomerGenerator(5);
        List<Customer> before = still.customers(4000).toList();
        List<Customer> gradual =
                still.shifted(CustomerShift.PRICES, DriftSchedule.gradual(1000, 2000))
                        .customers(4000)
                        .toList();

        assertThat(changed(before, gradual, 0, 1000)).isZero();
        assertThat(changed(before, gradual, 1000, 2000)).isBetween(200, 300);
        assertThat(changed(before, gradual, 2000, 3000)).isBetween(700, 800);
        assertThat(changed(before, gradual, 3000, 4000)).isEqualTo(1000);
    }

    private static int changed(List<Customer> before, List<Customer> after, int from, int to) {
        return (int)
                IntStream.range(from, to)
                        .filter(row -> !before.get(row).equals(after.get(row)))
                        .count();
    }

    private static double left(List<Customer> customers, int active) {
        return mean(
                customers.stream().filter(each -> each.isActiveMember() == active).toList(),
                Customer::exited);
    }

    private static double mean(List<Customer> customers, ToDoubleFunction<Customer> value) {
        return customers.stream().mapToDouble(value).average().orElseThrow();
    }

    @Test
    void shouldRefuseLessThanARowAndAPathThatCannotBeWritten() throws Exception {
        CustomerGenerator generator = new CustomerGenerator(1);
        Path inFile = Files.writeString(directory.resolve("file"), "").resolve("churn.csv");

        assertThatIllegalArgumentException().isThrownBy(() -> generator.writeTo(inFile, 0));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> generator.writeTo(inFile, 1))
                .withMessageContaining("churn.csv cannot be written");
    }
}
