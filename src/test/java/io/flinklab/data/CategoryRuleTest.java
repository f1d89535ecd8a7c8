package io.flinklab.data;

import static io.flinklab.data.CustomerFiles.ANNA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.data.json.ExampleJson;
import java.text.Normalizer;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One rule says what a category may be, wherever it comes from. */
class CategoryRuleTest {
    private static final String ANNA_JSON =
            """
            {"CustomerId": 101, "CreditScore": 600, "Geography": "France", "Gender": "Female",\
             "Age": 40, "Tenure": 3, "Balance": 0.0, "NumOfProducts": 1, "HasCrCard": 1,\
             "IsActiveMember": 0, "EstimatedSalary": 50000.25}""";

    private static final List<Integer> REFUSED =
            List.of(
                    0x00, 0x09, 0x0A, 0x0D, 0x1A, 0x1F, 0x7F, 0x85, 0xA0, 0xAD, 0x034F, 0x061C,
                    0x1160, 0x1680, 0x180E, 0x2000, 0x2007, 0x200B, 0x200C, 0x200D, 0x200E, 0x202A,
                    0x202E, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x2066, 0x2069, 0x2800, 0x3000,
                    0x3164, 0xD800, 0xDFFF, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFFE, 0xE0001,
                    0xE0100, 0x10FFFF);
    private static final List<Integer> TAKEN =
            "eF \",'\\\u00e9\u0301\u0308\u1100\u1161\uac00\u212b\uff26\u0430\u0905\u093f"
                    .codePoints()
                    .boxed()
                    .toList();

    @ParameterizedTest
    @CsvSource({
        "0000,NULL",
        "0009,CHARACTER TABULATION",
        "0085,NEXT LINE (NEL)",
        "00A0,NO-BREAK SPACE",
        "00AD,SOFT HYPHEN",
        "2007,FIGURE SPACE",
        "200B,ZERO WIDTH SPACE",
        "200D,ZERO WIDTH JOINER",
        "202E,RIGHT-TO-LEFT OVERRIDE",
        "202F,NARROW NO-BREAK SPACE",
        "2028,LINE SEPARATOR",
        "2060,WORD JOINER",
        "3164,HANGUL FILLER",
        "FE0F,VARIATION SELECTOR-16",
        "FEFF,ZERO WIDTH NO-BREAK SPACE",
    })
    void shouldNameTheInvisibleCharacterOfARefusedCategory(String hex, String name) {
        String character = Character.toString(Integer.parseInt(hex, 16));

        for (String value :
                List.of(character + "France", "Fra" + character + "nce", "France" + character)) {
            for (Reject reject : List.of(rejected(fromCsv(value)), rejected(fromJson(value)))) {
                assertThat(reject.column()).isEqualTo("Geography");
                assertThat(reject.reason())
                        .startsWith(
                                "expected a name without invisible characters, found U+%s (%s) in '"
                                        .formatted(hex, name))
                        .doesNotContain(character);
            }
            assertThatThrownBy(() -> new ExampleRows(Churn.SCHEMA).fromRow(row(value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Geography: expected a name without invisible")
                    .hasMessageContaining("U+" + hex);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " France", "France ", "  "})
    void shouldRefuseSpacesAroundACategoryFromAnywhere(String value) {
        String expected = "expected a name without spaces around it, found '" + value + "'";

        assertThat(rejected(fromCsv(value)).reason()).isEqualTo(expected);
        assertThat(rejected(fromJson(value)).reason()).isEqualTo(expected);
        assertThatThrownBy(() -> new ExampleRows(Churn.SCHEMA).fromRow(row(value)))
                .hasMessage("Geography: " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Côte d'Ivoire", "Österreich", "South Korea", "N/A", "NULL", "日本", "Ｆrance"})
    void shouldTakeAnyNameThatCanBeSeen(String value) {
        assertThat(accepted(fromCsv(value)).text(0)).isEqualTo(value);
        assertThat(accepted(fromJson(value)).text(0)).isEqualTo(value);
        assertThat(new ExampleRows(Churn.SCHEMA).fromRow(row(value)).text(0)).isEqualTo(value);
    }

    @Test
    void shouldTakeComposedAndDecomposedFormsAsEqual() {
        for (String value : List.of("Österreich", "Türkiye", "한국", "Å")) {
            String decomposed = Normalizer.normalize(value, Normalizer.Form.NFD);

            assertThat(accepted(fromCsv(decomposed)).text(0)).isEqualTo(value);
            assertThat(accepted(fromJson(decomposed)).text(0)).isEqualTo(value);
            assertThat(new ExampleRows(Churn.SCHEMA).fromRow(row(decomposed)).text(0))
                    .isEqualTo(value);
            assertThat(customer(decomposed)).isEqualTo(customer(value));
        }
    }

    @Test
    void shouldLeaveASurnameAsItIs() {
        String surname = "می‌خواهم";

        ParsedRow row =
                ExampleParser.of("here", Named.SCHEMA, "").parse(1, ANNA.replace("Anna", surname));

        assertThat(Named.surname(accepted(row))).isEqualTo(surname);
    }

    @Property(tries = 5000, seed = "11")
    void shouldJudgeACategoryAlikeWhereverItComesFrom(@ForAll("categories") String value) {
        ParsedRow csv = fromCsv(value);
        ParsedRow json = fromJson(value);

        assertThat(json.getClass()).isEqualTo(csv.getClass());
        if (csv instanceof ParsedRow.Rejected rejected) {
            String reason = rejected.reject().reason();
            assertThat(rejected(json).reason()).isEqualTo(reason);
            assertThat(reason.codePoints()).noneMatch(REFUSED::contains);
            assertThatThrownBy(() -> new ExampleRows(Churn.SCHEMA).fromRow(row(value)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Geography: " + reason);
        } else {
            String read = accepted(csv).text(0);
            assertThat(read).isEqualTo(Normalizer.normalize(value, Normalizer.Form.NFC));
            assertThat(accepted(json).text(0)).isEqualTo(read);
            assertThat(new ExampleRows(Churn.SCHEMA).fromRow(row(value)).text(0)).isEqualTo(read);
            assertThat(read.codePoints()).noneMatch(REFUSED::contains);
        }
    }

    @Provide
    Arbitrary<String> categories() {
        return Arbitraries.frequencyOf(
                        Tuple.of(6, Arbitraries.of(TAKEN)), Tuple.of(1, Arbitraries.of(REFUSED)))
                .list()
                .ofMaxSize(6)
                .map(CategoryRuleTest::text);
    }

    private static String text(List<Integer> points) {
        return points.stream().map(Character::toString).collect(Collectors.joining());
    }

    private static ParsedRow fromCsv(String geography) {
        String quoted = '"' + geography.replace("\"", "\"\"") + '"';
        return parsed(ANNA.replace("France", quoted));
    }

    private static ParsedRow fromJson(String geography) {
        String escaped = new String(JsonStringEncoder.getInstance().quoteAsString(geography));
        return new ExampleJson(Churn.SCHEMA, "here").parse(1, ANNA_JSON.replace("France", escaped));
    }

    private static ParsedRow parsed(String record) {
        return ExampleParser.of("here", Churn.SCHEMA, "").parse(1, record);
    }

    private static Row row(String geography) {
        Row row = new ExampleRows(Churn.SCHEMA).toRow(customer("France"));
        row.setField(2, geography);
        return row;
    }

    private static Example customer(String geography) {
        return new Customer(
                        1, 101, "Anna", 600, geography, "Female", 40, 3, 0, 1, 1, 0, 50000.25, 1)
                .toExample();
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
