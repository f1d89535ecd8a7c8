package io.flinklab.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
