package io.flinklab.data;

import static io.flinklab.data.CustomerFiles.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.flinklab.churn.Churn;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.json.ExampleJson;
import java.io.IOException;
import java.math.BigDecimal;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number is what its text says, or is refused; CSV and JSON agree. */
class NumberRuleTest {
    private static final Column.Numeric BALANCE = Churn.SCHEMA.numbers().get(3);
    private static final Column.Numeric WHOLE =
            new Column.Number("id", NumberRange.whole(0, Column.MAX_NUMBER), Missing.REFUSED);
    private static final String ANNA_JSON =
            """
            {"CustomerId": 101, "CreditScore": 600, "Geography": "France", "Gender": "Female",\
             "Age": 40, "Tenure": 3, "Balance": 0.0, "NumOfProducts": 1, "HasCrCard": 1,\
             "IsActiveMember": 0, "EstimatedSalary": 50000.25}""";

    private static final BigDecimal MOST = new BigDecimal("9007199254740992");

    @ParameterizedTest
    @CsvSource({
        "9007199254740993,from 0 to 9007199254740992",
        "9007199254740992.5,from 0 to 9007199254740992",
        "18446744073709551617,from 0 to 9007199254740992",
        "1e16,from 0 to 9007199254740992",
        "15634602.0000000001,'0 or more'",
        "1.5,'0 or more'",
        "15e-1,'0 or more'",
        "0.99999999999999999999,'0 or more'",
        "1e-400,'0 or more'",
        "-1,'0 or more'",
        "-1e-400,'0 or more'",
        "1e99999999999,'0 or more'",
    })
    void shouldRefuseACustomerIdThatIsNoWholeNumberUpTo2To53(String id, String allowed) {
        String reason =
                "expected a whole number" + (allowed.startsWith("from") ? " " : ", ") + allowed;

        for (ParsedRow row : new ParsedRow[] {idFromCsv(id), idFromJson(id)}) {
            assertThat(rejected(row).column()).isEqualTo("CustomerId");
            assertThat(rejected(row).reason()).isEqualTo(reason + ", found '" + id + "'");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "-0,0",
        "9007199254740992,9007199254740992",
        "9007199254740991,9007199254740991",
        "15634602.0,15634602",
        "15634602.00000000000000000000,15634602",
        "1e3,1000",
        "156346.02e2,15634602",
        "15634602000e-3,15634602",
        "9007199254740992000e-3,9007199254740992",
    })
    void shouldReadACustomerIdToItsLastDigit(String text, long id) {
        assertThat(accepted(idFromCsv(text)).key()).isEqualTo(id);
        assertThat(accepted(idFromJson(text)).key()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"007,7", "+5,5", "5.,5", "+15634602,15634602", "000000000000000015634602,15634602"})
    void shouldTakePlainNotationThatJsonLacksFromCsv(String text, long id) {
        assertThat(accepted(idFromCsv(text)).key()).isEqualTo(id);
        assertThat(idFromJson(text)).isInstanceOf(ParsedRow.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+",
                ".",
                "e5",
                "1e",
                "1e+",
                "--5",
                "5-",
                "1.2.3",
                "1e5.0",
                " 5",
                "5 ",
                "5\t",
                "\u00a05",
                "5\u00a0",
                "5\u200b",
                "\ufeff5",
                "５",
                "٥",
                "५",
                "1_000",
                "1,000",
                "1 000",
                "1'000",
                "1\u202f000",
                "0x10",
                "0x1p3",
                "5d",
                "5f",
                "5L",
                "1e3d",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "+Infinity",
                "INF",
                "1/2",
                "½",
                "5%",
                "−5",
                "true",
                "null"
            })
    void shouldRefuseWhatIsNotInPlainNotation(String text) {
        String quoted = '"' + text + '"';
        Reject reject = rejected(parsed(ANNA.replace(",0.0,", "," + quoted + ",")));

        assertThat(reject.column()).isEqualTo("Balance");
        assertThat(reject.reason()).startsWith("expected a number, 0 or more, found '");
    }

    @ParameterizedTest
    @CsvSource({
        "CreditScore,900.00000000000000001",
        "CreditScore,299.99999999999999999",
        "CreditScore,600.00000000000000001",
        "Age,120.00000000000000001",
        "HasCrCard,0.99999999999999999",
        "HasCrCard,1e-400",
        "Balance,9007199254740993",
        "Balance,-1e-400",
    })
    void shouldNotRoundANumberIntoItsRange(String column, String text) throws Exception {
        Column.Numeric numbers = Churn.SCHEMA.numbers().get(Churn.SCHEMA.number(column));

        assertThat(verdict(numbers, text)).isNaN();
    }

    @Test
    void shouldTakeALongButExactNumberAndRefuseAnEndlessOne() throws Exception {
        Column.Numeric score = Churn.SCHEMA.numbers().get(0);

        assertThat(verdict(score, "600." + "0".repeat(900))).isEqualTo(600);
        assertThat(verdict(score, "600." + "0".repeat(900) + "1")).isNaN();
        assertThat(verdict(score, "600." + "0".repeat(5 << 20))).isNaN();
        assertThat(verdict(score, "6e2000000000")).isNaN();
        assertThat(verdict(score, "6e-2000000000")).isNaN();
    }

    @Property(tries = 20_000, seed = "12")
    void shouldJudgeANumberByItsExactValue(@ForAll("numbers") String text) throws Exception {
        BigDecimal exact = new BigDecimal(text);
        boolean inRange = exact.signum() >= 0 && exact.compareTo(MOST) <= 0;
        boolean whole = exact.stripTrailingZeros().scale() <= 0;

        double decimal = verdict(BALANCE, text);
        double id = verdict(WHOLE, text);

        assertThat(decimal)
                .isEqualTo(Double.valueOf(inRange ? exact.abs().doubleValue() : Double.NaN));
        assertThat(id)
                .isEqualTo(
                        Double.valueOf(inRange && whole ? exact.abs().doubleValue() : Double.NaN));
        if (inRange && whole) {
            assertThat(new BigDecimal(id)).isEqualByComparingTo(exact);
            assertThat(accepted(idFromCsv(text)).key()).isEqualTo(exact.longValueExact());
        }
        if (isJson(text)) {
            assertThat(idFromJson(text).getClass()).isEqualTo(idFromCsv(text).getClass());
            if (inRange && whole) {
                assertThat(accepted(idFromJson(text)).key()).isEqualTo(exact.longValueExact());
            }
        }
    }

    @Property(tries = 5_000, seed = "13")
    void shouldGiveTheNearestDoubleOrRefuse(@ForAll("almostNumbers") String text) {
        double found = verdict(BALANCE, text);

        if (!Double.isNaN(found)) {
            assertThat(text).matches("[+-]?[0-9]*\\.?[0-9]*([eE][+-]?[0-9]+)?");
            assertThat(found).isEqualTo(new BigDecimal(text).abs().doubleValue());
        }
    }

    @Provide
    Arbitrary<String> numbers() {
        Arbitrary<String> near2To53 =
                Arbitraries.longs()
                        .between(-3, 3)
                        .map(off -> Long.toString(MOST.longValue() + off));
        Arbitrary<String> digits = Arbitraries.strings().numeric().ofMinLength(1).ofMaxLength(22);
        Arbitrary<String> fraction =
                Arbitraries.oneOf(
                        Arbitraries.just(""),
                        Arbitraries.integers().between(1, 20).map(n -> "." + "0".repeat(n)),
                        Arbitraries.integers().between(0, 20).map(n -> "." + "0".repeat(n) + "1"),
                        Arbitraries.strings()
                                .numeric()
                                .ofMinLength(1)
                                .ofMaxLength(20)
                                .map(f -> "." + f));
        Arbitrary<String> exponent =
                Arbitraries.oneOf(
                        Arbitraries.just(""),
                        Arbitraries.just(""),
                        Arbitraries.integers().between(-25, 25).map(e -> "e" + e),
                        Arbitraries.integers().between(-400, 400).map(e -> "E" + e));
        Arbitrary<String> sign = Arbitraries.of("", "", "", "-");
        return Combinators.combine(sign, Arbitraries.oneOf(near2To53, digits), fraction, exponent)
                .as((s, d, f, e) -> s + d + f + e);
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.strings()
                .withChars("0123456789.+-eE_,xd \u00a0\u0665\uff15")
                .ofMaxLength(12);
    }

    private static boolean isJson(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text + " ")) {
            parser.nextToken();
            parser.nextToken();
            return true;
        } catch (com.fasterxml.jackson.core.JsonParseException e) {
            return false;
        }
    }

    /** The number read, NaN where it is refused. */
    private static double verdict(Column.Numeric column, String text) {
        try {
            return column.read(text);
        } catch (BadValue refused) {
            return Double.NaN;
        }
    }

    private static ParsedRow idFromCsv(String id) {
        return parsed(ANNA.replace(",101,", "," + id + ","));
    }

    private static ParsedRow idFromJson(String id) {
        return new ExampleJson(Churn.SCHEMA, "here").parse(1, ANNA_JSON.replace("101", id));
    }

    private static ParsedRow parsed(String record) {
        return ExampleParser.of("here", Churn.SCHEMA, "").parse(1, record);
    }

    private static Example accepted(ParsedRow row) {
        assertThat(row).isInstanceOf(ParsedRow.Accepted.class);
        return ((ParsedRow.Accepted) row).example();
    }

    private static Reject rejected(ParsedRow row) {
        assertThat(row).isInstanceOf(ParsedRow.Rejected.class);
        return ((ParsedRow.Rejected) row).reject();
    }
}
