package io.flinklab.serving.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Collections;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":[", "[0, {\"a\": [{\"b\": ["})
    void shouldRefuseNestingThatIsTooDeep(String level) {
        for (int times : new int[] {101, 20_000, 300_000}) {
            assertThat(refused(level.repeat(times)))
                    .isEqualTo(
                            "expected at most 100 levels of objects and arrays in one another,"
                                    + " found more");
        }
    }

    @Test
    void shouldLeaveNestingThatIsNotTooDeepToTheCustomer() {
        String nested = "[".repeat(99) + "]".repeat(99);

        assertThat(ScoreRequest.of(bytes("[" + nested + ", {}]"), 100).examples())
                .containsExactly(nested, "{}");
    }

    @Test
    void shouldPassOverAByteOrderMark() {
        assertThat(ScoreRequest.of(bytes("\ufeff [{}, {}]"), 100).examples())
                .containsExactly("{}", "{}");
        assertThat(ScoreRequest.of(bytes("\ufeff{}"), 100))
                .isEqualTo(ScoreRequest.of(bytes("{}"), 100));
        assertThat(refused("\ufeff\ufeff{}")).contains("text that is none").isPrintable();
        assertThat(refused("\ufeff")).endsWith("found nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "x-UTF-16LE-BOM"})
    void shouldNameAnotherUnicode(String charset) {
        byte[] body = "{\"Age\": 40}".getBytes(Charset.forName(charset));

        assertThat(refused(body))
                .startsWith("expected JSON in UTF-8, found ")
                .contains(charset.contains("16") ? "UTF-16" : "UTF-32");
    }

    @Test
    void shouldNameCompressedBytes() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream zipped = new GZIPOutputStream(body)) {
            zipped.write(bytes("{}"));
        }

        assertThat(refused(body.toByteArray()))
                .isEqualTo(
                        "expected JSON in UTF-8, found gzip-compressed bytes; send them as they"
                                + " were before");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999999999", "[NaN]", "\"\\ud800\""})
    void shouldLeaveWhatIsNoNumberToItsCustomer(String value) {
        String bad = "{\"Age\": " + value + "}";

        assertThat(ScoreRequest.of(bytes("[{}, " + bad + ", " + value + ", {}]"), 100).examples())
                .containsExactly("{}", bad, value, "{}");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "-12", "true", "null"})
    void shouldNameAValueThatIsNoCustomer(String value) {
        assertThat(refused(value))
                .isEqualTo(
                        "expected one JSON object, a row, or an array of such objects; found "
                                + value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[+1]", "[+NaN]", "[INF]", "[.5]", "[01]", "[/* none */]", "[# none\n]", "{a: 1}",
                "{'a': 1}", "[None]", "[", "{\"a\"", "[\"a", "[1,]", "[\u0000]", "[\"\u0001\"]",
                "[\"\\x\"]", "\u200b{}", "[\u00a0]", "tru", "[-]", "[1e]"
            })
    void shouldTalkOfJsonAndNotOfTheProgram(String text) {
        assertThat(refused(text))
                .startsWith("expected one JSON object, a row, or an array")
                .contains("line 1, column ")
                .doesNotContain("Feature", "REDACTED", "ALLOW", "enable", "'NaN'")
                .isPrintable()
                .hasSizeLessThan(450);
    }

    @Test
    void shouldShowLittleOfALongText() {
        assertThat(refused("\"" + "a".repeat(100_000) + "\"")).hasSizeLessThan(450);
        assertThat(refused("9".repeat(100_000))).hasSizeLessThan(450);
        assertThat(refused("\"<b>\\u0000\\u202e\"")).isPrintable();
    }

    /** Else a megabyte of them would become a hundred of errors. */
    @Test
    void shouldRefuseMoreElementsThanThereCanBeCustomers() {
        assertThat(refused(Collections.nCopies(100_000, 0).toString()))
                .startsWith("expected rows, each longer than 100 bytes; found more than ");
        assertThat(refused("[" + "0,".repeat(100_000) + "0]")).startsWith("expected rows");
        assertThat(ScoreRequest.of(bytes(Collections.nCopies(100, 0).toString()), 100).examples())
                .hasSize(100);
    }

    @Test
    void shouldTakeManyRowsOfANarrowTable() {
        Schema narrow =
                Schema.builder().number("a", NumberRange.decimal(0, 1)).category("b").build();
        int shortest = ScoreRequest.shortest(narrow);
        String row = "{\"a\":1,\"b\":\"c\"}";

        assertThat(shortest).isBetween(10, row.length());
        assertThat(
                        ScoreRequest.of(bytes(Collections.nCopies(5_000, row).toString()), shortest)
                                .examples())
                .hasSize(5_000);
    }

    private static String refused(String body) {
        return refused(bytes(body));
    }

    private static String refused(byte[] body) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> ScoreRequest.of(body, 100));
        assertThat(refusal.status()).isEqualTo(400);
        return Answers.Failure.of(refusal.getMessage()).error().reason();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
