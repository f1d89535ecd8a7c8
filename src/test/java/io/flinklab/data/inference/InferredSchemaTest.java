package io.flinklab.data.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.flinklab.data.Column;
import io.flinklab.data.CustomerFiles;
import io.flinklab.data.DataException;
import io.flinklab.data.Dataset;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InferredSchemaTest {
    @TempDir Path directory;

    @Test
    void shouldTellKindsByWhatAllRowsHold() {
        InferredSchema found =
                infer(
                        "flag,whole,decimal,category,y",
                        row ->
                                "%s,%s,%s,%s,%s"
                                        .formatted(
                                                row % 2,
                                                row % 9,
                                                row / 8.0 % 3,
                                                "ab".charAt(row / 2 % 2),
                                                row % 3 == 0 ? 1 : 0));

        assertThat(found.schema())
                .isEqualTo(
                        Schema.builder()
                                .flag("flag")
                                .number(
                                        "whole",
                                        NumberRange.whole(-Column.MAX_NUMBER, Column.MAX_NUMBER))
                                .number("decimal", NumberRange.ANY)
                                .category("category")
                                .label("y", "1", "0")
                                .build());
        assertThat(found.warnings()).isEmpty();
        assertThat(found.rows()).isEqualTo(60);
    }

    @Test
    void shouldWriteWhatItSawAndNoLimits() throws IOException {
        InferredSchema found =
                infer(
                        "n,c,y",
                        row ->
                                "%s,%s,%s"
                                        .formatted(
                                                row % 5 == 4 ? "?" : row % 5,
                                                row % 4 == 0 ? "b" : "a",
                                                row % 2));
        Path file = directory.resolve("s.json");

        found.write(file);

        assertThat(file)
                .hasContent(
                        """
                        {
                          "columns": [
                            {"name":"n","kind":"number","whole":true,"missing":{"texts":["?"],"policy":"median"},"seen":{"min":0,"max":3,"mean":1.5,"distinct":4,"missing":0.2}},
                            {"name":"c","kind":"category","seen":{"distinct":2,"values":{"a":45,"b":15}}},
                            {"name":"y","kind":"label","positive":"1","negative":"0","seen":{"distinct":2,"values":{"0":30,"1":30}}}
                          ]
                        }
                        """);
        assertThat(Schema.read(file)).isEqualTo(found.schema());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "NA", "N/A", "null", "nan", "NaN", "NULL"})
    void shouldTakeWhatStandsForMissing(String text) {
        Schema schema =
                infer(
                                "n,f,c,y",
                                row ->
                                        row % 10 == 0
                                                ? "%s,%s,%s,%s"
                                                        .formatted(text, text, text, row / 10 % 2)
                                                : "%s.5,%s,%s,%s"
                                                        .formatted(
                                                                row % 6,
                                                                row % 2,
                                                                row % 3 == 0 ? "x" : "y",
                                                                row % 2 == 0 ? 1 : 0))
                        .schema();

        assertThat(schema.numbers().get(0).missing())
                .isEqualTo(Missing.as(Missing.Policy.MEDIAN, text));
        assertThat(schema.numbers().get(1).missing())
                .isEqualTo(Missing.as(Missing.Policy.MOST_FREQUENT, text));
        assertThat(schema.categories().get(0).missing())
                .isEqualTo(Missing.as(Missing.Policy.CATEGORY, text));
    }

    @Test
    void shouldReadBackEveryRowItSaw() {
        Path file =
                table(
                        "n,c,y",
                        row ->
                                "%s,%s,%s"
                                        .formatted(
                                                row % 7 == 0 ? "" : row % 11,
                                                "\"a, " + row % 3 + "\"",
                                                row % 2));

        Schema schema = InferredSchema.of(file, InferredSchema.Options.label("y")).schema();

        assertThat(Dataset.read(schema, file).rejects()).isEmpty();
    }

    @Test
    void shouldIgnoreNumbersThatOnlyRise() {
        assertIgnored(
                infer("nr,x,y", row -> "%s,%s,%s".formatted(row * 2 + 7, row % 5, row % 2)),
                "nr",
                "Column 'nr' looks like an identifier: its 60 numbers are whole, each larger"
                        + " than the one before.",
                "--key 'nr'");
    }

    @Test
    void shouldIgnoreWholeNumbersOfWhichNoneIsThereTwiceInManyRows() {
        assertIgnored(
                inferOf(
                        6000,
                        "id,x,y",
                        row -> "%s,%s,%s".formatted(row * 7919 % 100_003, row % 5, row % 2)),
                "id",
                "Column 'id' looks like an identifier: 6000 different values in 6000 rows.");
    }

    @Test
    void shouldKeepWholeNumbersThatAreThereTwice() {
        InferredSchema found =
                inferOf(
                        6000,
                        "amount,x,y",
                        row -> "%s,%s,%s".formatted(row * 7919 % 5_003, row % 5, row % 2));

        assertThat(found.schema().quantityNames()).contains("amount");
        assertThat(found.warnings()).isEmpty();
    }

    @Test
    void shouldIgnoreTextsThatNearlyAllDiffer() {
        assertIgnored(
                infer("mail,x,y", row -> "u%s@x.org,%s,%s".formatted(row, row % 5, row % 2)),
                "mail",
                "Column 'mail' looks like an identifier: 60 different values in 60 rows.");
    }

    @Test
    void shouldIgnoreConstantsAndColumnsWithoutAValue() {
        InferredSchema found =
                infer("one,none,x,y", row -> "EUR,,%s,%s".formatted(row % 5, row % 2));

        assertIgnored(found, "one", "Column 'one' has one value, 'EUR', in all 60 rows.");
        assertIgnored(found, "none", "Column 'none' has no value in any of 60 rows");
    }

    @Test
    void shouldKeepAValueThatIsThereOrMissing() {
        InferredSchema found =
                infer(
                        "vip,x,y",
                        row -> "%s,%s,%s".formatted(row % 3 == 0 ? "" : 1, row % 5, row % 2));

        assertThat(found.schema().categoryNames()).containsExactly("vip");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-1%s",
        "1%s.02.2024",
        "2024-01-1%sT10:00:00Z",
        "2024-01-1%s 10:00:00",
        "02/1%s/2024",
        "1%s/02/2024",
        "2024/02/1%s",
        "2024021%s",
        "1%s Feb 2024"
    })
    void shouldIgnoreDates(String form) {
        assertIgnored(
                infer(
                        "since,x,y",
                        row ->
                                "%s,%s,%s"
                                        .formatted(form.formatted(row * 7 % 10), row % 5, row % 2)),
                "since",
                "Column 'since' holds dates in all 60 rows that have a value.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "20.5.3", "3/4", "2024", "31-12", "1.2.20"})
    void shouldTakeNoOtherNumbersForDates(String text) {
        assertThat(ColumnProfile.isDate(text)).isFalse();
    }

    @Test
    void shouldIgnoreTooManyCategoriesAndWarnOfMany() {
        InferredSchema few =
                infer("town,x,y", row -> "t%s,%s,%s".formatted(row % 20, row % 5, row % 2));
        InferredSchema many =
                inferOf(3000, "town,x,y", row -> "t%s,%s,%s".formatted(row % 60, row % 5, row % 2));
        InferredSchema very =
                inferOf(
                        30_000,
                        "town,x,y",
                        row -> "t%s,%s,%s".formatted(row % 2000, row % 5, row % 2));

        assertIgnored(few, "town", "Column 'town' has 20 different texts in 60 rows.");
        assertIgnored(very, "town", "Column 'town' has 2000 different texts in 30000 rows.");
        assertThat(many.schema().categoryNames()).containsExactly("town");
        assertWarned(
                many,
                "Column 'town' has 60 different texts, and each is a feature.",
                "--ignore 'town'");
    }

    @Test
    void shouldTellWhatGivesTheLabelAway() {
        InferredSchema found =
                infer(
                        "number,text,gone,x,y",
                        row ->
                                "%s,%s,%s,%s,%s"
                                        .formatted(
                                                row % 2 == 0 ? -row % 7 - 1 : row % 9,
                                                row % 2 == 0 ? "no" : "yes",
                                                row % 2 == 0 ? "" : row % 5,
                                                row % 5,
                                                row % 2));

        for (String name : List.of("number", "text", "gone")) {
            assertWarned(
                    found,
                    ("Column '%s' gives the label away: alone it separates the two values with"
                                    + " an AUROC of 1.000.")
                            .formatted(name),
                    "--ignore '" + name + "'");
        }
        assertThat(found.warnings()).hasSize(3);
        assertThat(found.schema().featureNames()).containsExactly("number", "text", "gone", "x");
    }

    @Test
    void shouldNotTakeAFewRowsForALeak() {
        assertThat(
                        inferOf(12, "n,y", row -> "%s,%s".formatted(row % 2 * 5 + row / 8, row % 2))
                                .warnings())
                .isEmpty();
    }

    @Test
    void shouldTellOfAStrongImbalance() {
        assertWarned(
                inferOf(100, "x,y", row -> "%s,%s".formatted(row % 5, row < 4 ? "bad" : "good")),
                "Only 4 of 100 rows (4.0 %) have 'bad' as the label 'y': a strong imbalance.");
        assertThat(
                        inferOf(100, "x,y", row -> "%s,%s".formatted(row % 5, row < 5 ? 1 : 0))
                                .warnings())
                .isEmpty();
    }

    @Test
    void shouldTellOfSpacesInTheHeaderAndAroundValues() {
        Path file =
                table(
                        " x , c,y",
                        row -> "%s, %s,%s".formatted(row % 5, row % 3 == 0 ? "a" : "b", row % 2));

        InferredSchema found = InferredSchema.of(file, InferredSchema.Options.label("y"));

        assertThat(found.schema().names()).containsExactly("x", "c", "y");
        assertWarned(found, file + ": the header has spaces around ' x '");
        assertWarned(found, file + ": the header has spaces around ' c'");
        assertWarned(found, "Column 'c' has spaces around its value in 60 rows.");
    }

    @Test
    void shouldTellOfTextsThatAreNoCategories() {
        assertWarned(
                infer("c,y", row -> "%s,%s".formatted(row % 3 == 0 ? "a\u00A0b" : "a b", row % 2)),
                "Column 'c' has texts that the other commands refuse: expected a name without"
                        + " invisible characters, found U+00A0 (NO-BREAK SPACE) in"
                        + " 'a\\u{a0}b'.");
    }

    @Test
    void shouldTellOfAConstantThatIsLong() {
        assertIgnored(
                infer("c,x,y", row -> "%s,%s,%s".formatted("a".repeat(2000), row % 5, row % 2)),
                "c",
                "Column 'c' has one value, a long text, in all 60 rows.");
    }

    @Test
    void shouldTellOfAColumnThatIsMostlyMissing() {
        assertWarned(
                infer(
                        "m,x,y",
                        row -> "%s,%s,%s".formatted(row % 10 < 4 ? row % 3 : "", row % 5, row % 2)),
                "Column 'm' is missing in 60.0 % of the rows.",
                "--ignore 'm'");
    }

    @Test
    void shouldTellOfNumbersWithAFewTextsAmongThem() {
        assertWarned(
                inferOf(
                        200,
                        "n,x,y",
                        row ->
                                "%s,%s,%s"
                                        .formatted(
                                                row % 20 == 0 ? "unknown" : row % 7,
                                                row % 5,
                                                row % 2)),
                "Column 'n' holds numbers in 95.0 % of the rows",
                "'unknown'");
    }

    @Test
    void shouldTellOfRowsThatDoNotFitTheHeader() {
        Path file = table("x,y", row -> row == 3 ? "1,2,3" : "%s,%s".formatted(row % 5, row % 2));

        InferredSchema found = InferredSchema.of(file, InferredSchema.Options.label("y"));

        assertThat(found.rows()).isEqualTo(59);
        assertWarned(found, "1 row without the header's 2 fields, the first in line 5");
    }

    @Test
    void shouldLeaveOutAColumnWithoutAName() {
        InferredSchema found = infer(",x,y", row -> "%s,%s,%s".formatted(row, row % 5, row % 2));

        assertThat(found.schema().names()).containsExactly("x", "y");
        assertWarned(found, "a column without a name in the header is left out of the schema");
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,1",
        "0,1,1",
        "yes,no,yes",
        "No,Yes,Yes",
        "TRUE,FALSE,TRUE",
        "1.0,0.0,1",
        "2,1,2",
        "bad,good,bad",
        "-1,1,1",
        "1e999,0,1e999"
    })
    void shouldChooseThePositiveValue(String rare, String frequent, String positive) {
        InferredSchema found =
                infer("x,y", row -> "%s,%s".formatted(row % 5, row % 3 == 0 ? rare : frequent));

        assertThat(found.schema().requireLabel().positive()).isEqualTo(positive);
        assertThat(found.labelNote())
                .startsWith("label 'y': '" + positive + "' counts as positive")
                .contains("'%s' was chosen because it ".formatted(positive))
                .contains("--positive VALUE");
    }

    @Test
    void shouldChooseBetweenValuesThatAreAsFrequent() {
        InferredSchema found = infer("x,y", row -> row % 5 + "," + (row % 2 == 0 ? "b" : "a"));

        assertThat(found.schema().requireLabel().positive()).isEqualTo("b");
        assertThat(found.labelNote()).contains("'b' was chosen because both are as frequent");
    }

    @Test
    void shouldTellOfSpacesAroundTheLabel() {
        assertWarned(
                infer("x,y", row -> row % 5 + ", " + row % 2),
                "Column 'y' has spaces around its value in 60 rows.");
    }

    @Test
    void shouldTakeThePositiveValueThatIsGiven() {
        Path file = table("x,y", row -> "%s,%s".formatted(row % 5, row % 3 == 0 ? "bad" : "good"));

        InferredSchema found =
                InferredSchema.of(file, InferredSchema.Options.label("y").withPositive("good"));

        assertThat(found.schema().requireLabel()).isEqualTo(new Column.Label("y", "good", "bad"));
        assertThat(found.labelNote())
                .isEqualTo(
                        "label 'y': 'good' counts as positive, 40 of 60 rows (66.7 %); 'bad'"
                                + " as negative");
        assertRefused(
                file,
                InferredSchema.Options.label("y").withPositive("ugly"),
                "--positive: expected one of the two values of the label 'y', found 'ugly'."
                        + " They are 'bad' 20, 'good' 40.");
    }

    @Test
    void shouldRefuseALabelWithoutTwoValues() {
        assertRefused(
                table("x,y", row -> "%s,%s".formatted(row % 5, row % 3)),
                InferredSchema.Options.label("y"),
                "The label 'y' has 3 values: '0' 20, '1' 20, '2' 20. Expected two values.");
        assertRefused(
                table("x,y", row -> row % 5 + ",a"),
                InferredSchema.Options.label("y"),
                "The label 'y' has 1 value: 'a' 60.");
        assertRefused(
                table("x,y", row -> row % 5 + ","),
                InferredSchema.Options.label("y"),
                "The label 'y' has no value: all 60 rows lack it.");
        assertRefused(
                table("x,y", row -> row % 5 + "," + row),
                InferredSchema.Options.label("y"),
                "The label 'y' has more than 20 values: '0' 1, '1' 1,");
    }

    @Test
    void shouldTellOfRowsWithoutALabel() {
        assertWarned(
                infer("x,y", row -> row % 5 + "," + (row == 7 ? "" : row % 2)),
                "The label 'y' is missing in 1 row");
    }

    @Test
    void shouldTakeAKeyOfNumbersOrTexts() {
        Path file =
                table(
                        "id,code,x,y",
                        row -> "%s,c%s,%s,%s".formatted(row, row / 2, row % 5, row % 2));

        InferredSchema number =
                InferredSchema.of(file, InferredSchema.Options.label("y").withKey("id"));
        InferredSchema text =
                InferredSchema.of(
                        file, InferredSchema.Options.label("y").withKey("code").withIgnored("id"));

        assertThat(number.schema().key()).contains(new Column.Key("id", Column.Key.Type.NUMBER));
        assertThat(text.schema().key()).contains(new Column.Key("code", Column.Key.Type.TEXT));
        assertWarned(
                text,
                "Column 'code' is the key, and some values are in several rows: 30 different"
                        + " values in 60 rows.");
        assertThat(text.schema().column("id")).contains(new Column.Ignored("id"));
    }

    @Test
    void shouldNameAColumnThatIsNotThere() {
        Path file = table("amount,risk", row -> "%s,%s".formatted(row % 5, row % 2));

        assertRefused(
                file,
                InferredSchema.Options.label("rick"),
                "expected one of the file's columns for the label, found 'rick'; did you mean"
                        + " 'risk'? The columns are 'amount,risk'.");
        assertRefused(
                file,
                InferredSchema.Options.label("risk").withKey("id"),
                "expected one of the file's columns for --key, found 'id'.");
        assertRefused(
                file,
                InferredSchema.Options.label("risk").withIgnored("amout"),
                "for --ignore, found 'amout'; did you mean 'amount'?");
        assertRefused(
                file,
                InferredSchema.Options.label("risk").withKey("risk"),
                "Expected two columns for --key and --label, found 'risk' for both.");
        assertRefused(
                file,
                InferredSchema.Options.label("risk").withIgnored("risk"),
                "Column 'risk' is the label, and --ignore names it.");
        assertRefused(
                file,
                InferredSchema.Options.label("risk").withIgnored("amount"),
                "No column is left that a model could learn from.");
        assertThat(
                        InferredSchema.of(file, InferredSchema.Options.label("RISK"))
                                .schema()
                                .requireLabel()
                                .name())
                .isEqualTo("risk");
    }

    @Test
    void shouldSayWhatIsWrongWithAHeader() {
        assertRefused(
                table("x;y", row -> "1;2"),
                InferredSchema.Options.label("y"),
                "line 1: the fields look separated by ';'; write them with commas");
        assertRefused(
                table("1,2", row -> "1,2"),
                InferredSchema.Options.label("y"),
                "line 1: there is no header before the first row");
        assertRefused(
                table("x,x,y", row -> "1,2,3"),
                InferredSchema.Options.label("y"),
                "line 1: the header has the column 'x' twice");
        assertRefused(
                table("x,\"y", row -> "1,2"),
                InferredSchema.Options.label("y"),
                "line 1: expected a closing quote");
        assertRefused(
                tableOf(0, "x,y", row -> ""),
                InferredSchema.Options.label("y"),
                "has no row that has as many fields as the header");
        assertRefused(
                tableOf(0, "", row -> ""),
                InferredSchema.Options.label("y"),
                "is empty. Expected a header");
    }

    @Test
    void shouldTakeAHeaderBehindAHash() {
        assertThat(
                        infer("# made by hand\n#x,y", row -> "%s,%s".formatted(row % 5, row % 2))
                                .schema()
                                .names())
                .containsExactly("x", "y");
    }

    @Test
    void shouldReadADirectoryWithCompressedAndEmptyFiles() throws IOException {
        Path table = Files.createDirectory(directory.resolve("table"));
        CustomerFiles.write(table, "a.csv", "x,y", "1,0", "2,1");
        CustomerFiles.writeGzip(table, "b.csv.gz", "y,x", "1,3", "0,4");
        Files.createFile(table.resolve("c.csv"));

        InferredSchema found = InferredSchema.of(table, InferredSchema.Options.label("y"));

        assertThat(found.rows()).isEqualTo(4);
        JsonNode seen = found.json().at("/columns/0/seen");
        assertThat(seen.get("max").asInt()).isEqualTo(4);

        CustomerFiles.write(table, "d.csv", "z,y", "1,0");
        assertRefused(
                table,
                InferredSchema.Options.label("y"),
                "d.csv has no column 'x', as the first file has.");
    }

    private InferredSchema infer(String header, IntFunction<String> row) {
        return inferOf(60, header, row);
    }

    private InferredSchema inferOf(int rows, String header, IntFunction<String> row) {
        return InferredSchema.of(tableOf(rows, header, row), InferredSchema.Options.label("y"));
    }

    private Path table(String header, IntFunction<String> row) {
        return tableOf(60, header, row);
    }

    private Path tableOf(int rows, String header, IntFunction<String> row) {
        List<String> lines = new ArrayList<>(List.of(header));
        IntStream.range(0, rows).mapToObj(row).forEach(lines::add);
        return CustomerFiles.write(directory, "table.csv", lines.toArray(String[]::new));
    }

    private static void assertIgnored(InferredSchema found, String column, String... warning) {
        assertThat(found.schema().column(column)).contains(new Column.Ignored(column));
        assertWarned(found, warning);
    }

    private static void assertWarned(InferredSchema found, String... parts) {
        assertThat(found.warnings()).anySatisfy(warning -> assertThat(warning).contains(parts));
    }

    private static void assertRefused(Path file, InferredSchema.Options options, String message) {
        assertThatThrownBy(() -> InferredSchema.of(file, options))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(message);
    }
}
