package io.flinklab.data.csv;

import static io.flinklab.data.CustomerFiles.ANNA;
import static io.flinklab.data.CustomerFiles.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.data.Named;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleParserTest {
    private final ExampleParser parser = ExampleParser.of("in.csv", Churn.SCHEMA, "");

    @Test
    void shouldReadEachColumn() {
        assertThat(parser.parse(7, ANNA))
                .isEqualTo(
                        new ParsedRow.Accepted(
                                new Customer(
                                                1, 101, "Anna", 600, "France", "Female", 40, 3, 0,
                                                1, 1, 0, 50000.25, 1)
                                        .toExample(),
                                7,
                                ANNA));
    }

    @Test
    void shouldReadQuotedCommasQuotesAndLineBreaks() {
        assertThat(surname(ANNA.replace("Anna", "\"An, \"\"na\"\"\nB\"")))
                .isEqualTo("An, \"na\"\nB");
    }

    @Test
    void shouldTakeAQuoteInsideAFieldAsItself() {
        assertThat(surname(ANNA.replace("Anna", "An\"na"))).isEqualTo("An\"na");
    }

    @Test
    void shouldAcceptAnUnseenCountryAndLeaveItToTheModel() {
        assertThat(accepted(ANNA.replace("France", "Italy")).text(0)).isEqualTo("Italy");
    }

    @Test
    void shouldAcceptWholeNumbersWithADecimalPoint() {
        assertThat(accepted(ANNA.replace(",40,", ",40.0,")).number(1)).isEqualTo(40);
    }

    @Test
    void shouldReadRowsWithAndWithoutTheLabelInTurns() {
        String unlabelled = BEN.substring(0, BEN.length() - 2);

        assertThat(List.of(ANNA, unlabelled, unlabelled, ANNA))
                .extracting(row -> accepted(row).isLabelled())
                .containsExactly(true, false, false, true);
    }

    @Test
    void shouldGiveNaNAsTheLabelOfAnUnlabelledRow() {
        ParsedRow row =
                ExampleParser.of("in.csv", Churn.SCHEMA, "")
                        .parse(2, BEN.substring(0, BEN.length() - 2));

        assertThat(row)
                .isInstanceOfSatisfying(
                        ParsedRow.Accepted.class,
                        accepted -> assertThat(accepted.example().label()).isNaN());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "600|six|CreditScore|expected a whole number from 300 to 900, found 'six'",
                "600|NaN|CreditScore|expected a whole number from 300 to 900, found 'NaN'",
                "600|600.5|CreditScore|expected a whole number from 300 to 900, found '600.5'",
                "600|''|CreditScore|expected a whole number from 300 to 900, found ''",
                "40,3|-40,3|Age|expected a whole number from 18 to 120, found '-40'",
                "40,3|17,3|Age|expected a whole number from 18 to 120, found '17'",
                "0.0|Infinity|Balance|expected a number, 0 or more, found 'Infinity'",
                "0.0|-Infinity|Balance|expected a number, 0 or more, found '-Infinity'",
                "0.0|1e999|Balance|expected a number, 0 or more, found '1e999'",
                "0.0|-0.01|Balance|expected a number, 0 or more, found '-0.01'",
                "50000.25|0x1p3|EstimatedSalary|expected a number, 0 or more, found '0x1p3'",
                "50000.25|5d|EstimatedSalary|expected a number, 0 or more, found '5d'",
                "101|1_1|CustomerId|expected a whole number, 0 or more, found '1_1'",
                "1,1,0|0,1,0|NumOfProducts|expected a whole number, 1 or more, found '0'",
                "1,1,0|1,2,0|HasCrCard|expected 0 or 1, found '2'",
                "1,1,0|1,1,yes|IsActiveMember|expected 0 or 1, found 'yes'",
                "25,1|25,2|Exited|expected 0 or 1, found '2'",
                "25,1|25,|Exited|expected 0 or 1, found ''",
                "France|''|Geography|expected a name without spaces around it, found ''",
                "Female|' Female'|Gender|expected a name without spaces around it, found ' Female'",
            })
    void shouldRejectAValueThatDoesNotFitItsColumn(
            String from, String to, String column, String reason) {
        String raw = ANNA.replace(from, to);

        assertThat(rejected(raw)).isEqualTo(new Reject("in.csv", 7, column, reason, raw));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3", "x", ANNA + ",1", ","})
    void shouldRejectARowThatIsTooShortOrTooLong(String raw) {
        int fields = raw.split(",", -1).length;

        assertThat(rejected(raw))
                .isEqualTo(
                        new Reject(
                                "in.csv",
                                7,
                                "",
                                "expected 13 fields, or 14 with the label, found " + fields,
                                raw));
    }

    @Test
    void shouldRejectTextBehindAClosingQuote() {
        assertThat(rejected(ANNA.replace("Anna", "\"An\"na")).reason())
                .startsWith("expected fields separated by commas");
    }

    @Test
    void shouldRejectALineOfFiveMegabytesAndKeepItWhole() {
        String raw = "x".repeat(5 << 20);

        Reject reject = rejected(raw);

        assertThat(reject.raw()).isEqualTo(raw);
        assertThat(reject.reason()).isEqualTo("expected 13 fields, or 14 with the label, found 1");
    }

    @Test
    void shouldKeepReasonsShortHoweverLongTheFieldIs() {
        Reject reject = rejected(ANNA.replace("600", "6".repeat(5 << 20)));

        assertThat(reject.reason()).hasSizeLessThan(200).endsWith("(5242880 characters)");
    }

    private Example accepted(String raw) {
        return ((ParsedRow.Accepted) parser.parse(7, raw)).example();
    }

    private Reject rejected(String raw) {
        return ((ParsedRow.Rejected) parser.parse(7, raw)).reject();
    }

    private static String surname(String raw) {
        ParsedRow row = ExampleParser.of("in.csv", Named.SCHEMA, "").parse(7, raw);
        return Named.surname(((ParsedRow.Accepted) row).example());
    }
}
