package io.flinklab.data.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Reject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExampleJsonTest {
    private static final String ANNA =
            """
            {"RowNumber": 1, "CustomerId": 101, "Surname": "Anna", "CreditScore": 600,\
             "Geography": "France", "Gender": "Female", "Age": 40, "Tenure": 3, "Balance": 0.0,\
             "NumOfProducts": 1, "HasCrCard": 1, "IsActiveMember": 0,\
             "EstimatedSalary": 50000.25, "Exited": 1}""";

    private final ExampleJson parser = new ExampleJson(Churn.SCHEMA, "customers-0");

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
    void shouldNotNeedWhatNoModelReads() {
        Example customer =
                accepted(
                        ANNA.replace("\"RowNumber\": 1, ", "")
                                .replace("\"Surname\": \"Anna\", ", "")
                                .replace(", \"Exited\": 1", ""));

        assertThat(customer.isLabelled()).isFalse();
    }

    @Test
    void shouldTakeTheKeysInAnyOrder() {
        String turned =
                ANNA.replace("{", "{\"Age\": 40, ")
                        .replaceFirst("\"Female\", \"Age\": 40", "\"Female\"");

        assertThat(accepted(turned)).isEqualTo(accepted(ANNA));
    }

    @Test
    void shouldWriteOneLineThatReadsBackTheSame() {
        String written = ExampleJson.write(Churn.SCHEMA, accepted(ANNA));

        assertThat(written)
                .startsWith("{\"CustomerId\":101,\"CreditScore\":600")
                .endsWith("\"EstimatedSalary\":50000.25,\"Exited\":1}");
        assertThat(accepted(written)).isEqualTo(accepted(ANNA));
    }

    @Test
    void shouldLeaveAnUnknownLabelOut() {
        String unlabelled = ANNA.replace(", \"Exited\": 1", "");

        assertThat(ExampleJson.write(Churn.SCHEMA, accepted(unlabelled))).doesNotContain("Exited");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "600|299|CreditScore|expected a whole number from 300 to 900, found '299'",
                "600|600.5|CreditScore|expected a whole number from 300 to 900, found '600.5'",
                "600|\"600\"|CreditScore|expected a whole number from 300 to 900, found the text '600'",
                "600|null|CreditScore|expected a whole number from 300 to 900, found null",
                "600|true|CreditScore|expected a whole number from 300 to 900, found true",
                "40|NaN|Age|expected a whole number from 18 to 120, found 'NaN'",
                "40|Infinity|Age|expected a whole number from 18 to 120, found 'Infinity'",
                "0.0|-Infinity|Balance|expected a number, 0 or more, found '-Infinity'",
                "\"France\"|NaN|Geography|expected a name without spaces around it, found NaN",
                "600|[600]|CreditScore|expected a whole number from 300 to 900, found an array",
                "600|{}|CreditScore|expected a whole number from 300 to 900, found an object",
                "0.0|1e999|Balance|expected a number, 0 or more, found '1e999'",
                "0.0|-1|Balance|expected a number, 0 or more, found '-1'",
                "101|9007199254740993000|CustomerId|expected a whole number from 0 to 9007199254740992, found '9007199254740993000'",
                "\"France\"|3|Geography|expected a name without spaces around it, found 3",
                "\"France\"|\" France\"|Geography|expected a name without spaces around it, found ' France'",
                "\"France\"|\"\"|Geography|expected a name without spaces around it, found ''",
                "\"Female\"|null|Gender|expected a name without spaces around it, found null",
                "\"Exited\": 1|\"Exited\": null|Exited|expected 0 or 1, found null",
                "\"Age\": 40, ||Age|expected the key 'Age', found no such key",
                "\"Age\": 40|\"Age\": 40, \"Age\": 40|Age|expected this key once, found it again",
            })
    void shouldRejectAValueThatDoesNotFitItsColumn(
            String from, String to, String column, String reason) {
        String raw = ANNA.replace(from, to == null ? "" : to);

        assertThat(rejected(raw)).isEqualTo(new Reject("customers-0", 7, column, reason, raw));
    }

    @ParameterizedTest
    @CsvSource({
        "creditscore,CreditScore",
        "Estimated_salary,EstimatedSalary",
        "age,Age",
        "Exitd,Exited"
    })
    void shouldNameTheNearestColumnForAnUnknownKey(String key, String nearest) {
        assertThat(rejected(ANNA.replace("{", "{\"" + key + "\": 1, ")).reason())
                .isEqualTo(
                        "expected the columns' names as keys, found '%s'; the nearest is '%s'"
                                .formatted(key, nearest));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "``|expected one JSON object, found nothing",
                "null|expected one JSON object, found null",
                "[]|expected one JSON object, found an array",
                "\"Anna\"|expected one JSON object, found the text 'Anna'",
                "12|expected one JSON object, found 12",
            })
    void shouldRejectWhatIsNoObject(String raw, String reason) {
        assertThat(rejected(raw).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{",
                "{]",
                "nul",
                "{\"Age\" 4}",
                "{'Age': 4}",
                "{\"Age\": 04}",
                "{\"Age\": +4}",
                "{\"Age\": INF}",
                "/* Anna */ {}",
            })
    void shouldRejectWhatIsNoJson(String raw) {
        assertThat(rejected(raw).reason())
                .startsWith("expected one JSON object, found text that is none: ");
    }

    /** As .NET and PowerShell write UTF-8. */
    @Test
    void shouldPassOverAByteOrderMark() {
        String marked = "\ufeff" + ANNA;

        assertThat(accepted(marked)).isEqualTo(accepted(ANNA));
        assertThat(((ParsedRow.Accepted) parser.parse(7, marked)).raw()).isEqualTo(marked);
        assertThat(rejected("\ufeff" + marked).reason()).contains("65279").doesNotContain("\ufeff");
        assertThat(rejected("\ufeff").reason())
                .isEqualTo("expected one JSON object, found nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Age\": +4}",
                "{\"Age\": -INF}",
                "// Anna\n{}",
                "{\"Age\": NaN}",
                "{\"Age\": 'x'}",
                "{Age: 4}",
                "{\"Age\": 4]",
                "{"
            })
    void shouldNotTellHowToProgramTheParser(String raw) {
        String huge = raw.replace("4", "4".repeat(2000));

        for (String json : new String[] {raw, huge}) {
            assertThat(rejected(json).reason())
                    .doesNotContainIgnoringCase(
                            "enable", "feature", "constraints", "allow_", "redacted");
        }
    }

    @Test
    void shouldRejectTextBehindTheObject() {
        assertThat(rejected(ANNA + ANNA).reason())
                .isEqualTo("expected one JSON object, found more behind it");
    }

    @Test
    void shouldRejectWhatIsHugeAndKeepTheReasonShort() {
        String huge = "9".repeat(5 << 20);

        for (String raw :
                new String[] {
                    ANNA.replace("600", huge),
                    ANNA.replace("France", huge),
                    ANNA.replace("\"Age\"", '"' + huge + '"'),
                    ANNA.replace("600", "[".repeat(5 << 20)),
                    "[".repeat(5 << 20),
                    huge,
                }) {
            assertThat(rejected(raw).reason()).hasSizeLessThan(300);
            assertThat(rejected(raw).raw()).isSameAs(raw);
        }
    }

    private Example accepted(String raw) {
        return ((ParsedRow.Accepted) parser.parse(7, raw)).example();
    }

    private Reject rejected(String raw) {
        return ((ParsedRow.Rejected) parser.parse(7, raw)).reject();
    }
}
