package io.flinklab.data.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.Column;
import io.flinklab.data.DataException;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaJsonTest {
    private static final Schema LOANS =
            Schema.builder()
                    .textKey("id")
                    .number("income", NumberRange.decimal(0, Column.MAX_NUMBER))
                    .number("age", NumberRange.whole(18, 120), Missing.as(Missing.Policy.MEDIAN))
                    .flag("owner")
                    .category("housing", Missing.as(Missing.Policy.CATEGORY, "", "?"))
                    .column(new Column.Category("job", List.of("a", "b"), Missing.REFUSED))
                    .ignored("note")
                    .label("risk", "bad", "good")
                    .build();

    @TempDir Path directory;

    @Test
    void shouldWriteAColumnALineAndLeaveOutWhatIsByDefault() throws Exception {
        Path file = directory.resolve("loans.json");

        LOANS.write(file);

        assertThat(file)
                .hasContent(
                        """
                        {
                          "columns": [
                            {"name":"id","kind":"key","type":"text"},
                            {"name":"income","kind":"number","min":0},
                            {"name":"age","kind":"number","whole":true,"min":18,"max":120,"missing":{"texts":[""],"policy":"median"}},
                            {"name":"owner","kind":"flag"},
                            {"name":"housing","kind":"category","missing":{"texts":["","?"],"policy":"category"}},
                            {"name":"job","kind":"category","values":["a","b"]},
                            {"name":"note","kind":"ignored"},
                            {"name":"risk","kind":"label","positive":"bad","negative":"good"}
                          ]
                        }
                        """);
        assertThat(Schema.read(file)).isEqualTo(LOANS).hasSameHashCodeAs(LOANS);
    }

    @Test
    void shouldForgetWhatWasSeen() {
        assertThat(
                        Schema.parse(
                                """
                                {"columns": [{"name": "a", "kind": "flag", "seen": {"0": 3}}]}"""))
                .isEqualTo(Schema.builder().flag("a").build());
    }

    @Test
    void shouldTakeALabelsNumbersAsTexts() {
        Schema schema =
                Schema.parse(
                        """
                        {"columns": [{"name": "a", "kind": "flag"},
                          {"name": "y", "kind": "label", "positive": 1, "negative": 0}]}""");

        assertThat(schema.requireLabel()).isEqualTo(new Column.Label("y", "1", "0"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': 'a'} | column 2 'a', kind: expected one of [key, label, number, flag,"
                        + " category, ignored], found nothing",
                "{'name': 'a', 'kind': 'numbr'} | kind: expected one of [key, label, number,"
                        + " flag, category, ignored], found \"numbr\"; did you mean 'number'?",
                "{'kind': 'flag'} | column 2, name: expected a text, found nothing",
                "{'name': true, 'kind': 'flag'} | column 2, name: expected a text, found true",
                "{'name': ' a', 'kind': 'flag'} | column 2 ' a': Expected a column's name without"
                        + " spaces around it, found ' a'",
                "{'name': '', 'kind': 'flag'} | column 2 '': Expected a column's name",
                "7 | column 2: expected a JSON object, found 7",
                "{'name': 'a', 'kind': 'flag', 'min': 0} | column 2 'a': expected no other member"
                        + " than [name, kind, missing], found 'min'",
                "{'name': 'a', 'kind': 'number', 'mn': 0} | column 2 'a': expected no other member"
                        + " than [name, kind, whole, min, max, missing], found 'mn'",
                "{'name': 'a', 'kind': 'number', 'min': '0'} | column 2 'a', min: expected a"
                        + " number, found \"0\"",
                "{'name': 'a', 'kind': 'number', 'min': 2, 'max': 1} | column 2 'a': Expected"
                        + " -2^53 <= min <= max <= 2^53, found min 2.0, max 1.0",
                "{'name': 'a', 'kind': 'number', 'max': 1e400} | column 2 'a': Expected -2^53 <=",
                "{'name': 'a', 'kind': 'number', 'whole': 1} | column 2 'a', whole: expected true"
                        + " or false, found 1",
                "{'name': 'a', 'kind': 'number', 'missing': 'mean'} | column 2 'a', missing:"
                        + " expected a JSON object, found \"mean\"",
                "{'name': 'a', 'kind': 'number', 'missing': {'policy': 'meadian'}} | column 2 'a',"
                        + " missing, policy: expected one of [reject, category, mean, median,"
                        + " most_frequent], found \"meadian\"; did you mean 'median'?",
                "{'name': 'a', 'kind': 'number', 'missing': {'texts': ['?']}} | column 2 'a',"
                        + " missing, policy: expected one of [reject, category, mean, median,"
                        + " most_frequent], found nothing",
                "{'name': 'a', 'kind': 'number', 'missing': {'texts': '?', 'policy': 'mean'}} |"
                        + " column 2 'a', missing, texts: expected an array of texts, found \"?\"",
                "{'name': 'a', 'kind': 'number', 'missing': {'texts': [], 'policy': 'mean'}} |"
                        + " column 2 'a': Expected a text that stands for a missing value",
                "{'name': 'a', 'kind': 'number', 'missing': {'policy': 'mean', 'text': '?'}} |"
                        + " column 2 'a', missing: expected no other member than [texts, policy],"
                        + " found 'text'",
                "{'name': 'a', 'kind': 'number', 'missing': {'policy': 'category'}} | column 2"
                        + " 'a': a: a missing number is no category; expected reject, mean, median"
                        + " or most_frequent",
                "{'name': 'a', 'kind': 'category', 'missing': {'policy': 'mean'}} | column 2 'a':"
                        + " a: a category has no mean; expected reject, category or most_frequent",
                "{'name': 'a', 'kind': 'category', 'values': [1]} | column 2 'a', values: expected"
                        + " an array of texts, found [1]",
                "{'name': 'a', 'kind': 'key'} | column 2 'a', type: expected one of [number,"
                        + " text], found nothing",
                "{'name': 'a', 'kind': 'label', 'positive': '1'} | column 2 'a', negative:"
                        + " expected a text, found nothing",
                "{'name': 'a', 'kind': 'label', 'positive': '1', 'negative': '1'} | column 2 'a':"
                        + " a: expected two values of the label, found '1' for both",
                "{'name': 'a', 'kind': 'label', 'positive': '1', 'negative': '1.0'} | column 2"
                        + " 'a': a: expected two values of the label, found the same number, '1'"
                        + " and '1.0'",
                "{'name': 'first', 'kind': 'flag'} | Expected column first once, found it twice",
            })
    void shouldSayWhatIsWrongWithAColumn(String column, String message) {
        String json = "{'columns': [{'name': 'first', 'kind': 'flag'}, %s]}".formatted(column);

        assertThatThrownBy(() -> Schema.parse(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | the schema: expected a JSON object, found []",
                "{} | the schema, columns: expected an array of columns, found nothing",
                "{'columns': 3} | the schema, columns: expected an array of columns, found 3",
                "{'columns': [], 'more': 1} | the schema: expected no other member than"
                        + " [columns], found 'more'",
                "{'columns': []} | Expected a column of kind number, flag or category, found none",
                "{'columns': [{'name': 'a', 'kind': 'ignored'}]} | found none in [a]",
                "{'columns': | Expected a schema as JSON, found Unexpected end-of-input",
                "{} {} | Expected a schema as JSON, found Trailing token",
                "{'columns': [], 'columns': []} | Expected a schema as JSON, found Duplicate",
            })
    void shouldSayWhatIsWrongWithTheWhole(String json, String message) {
        assertThatThrownBy(() -> Schema.parse(json.replace('\'', '"')))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameTheFileAndTheLine() throws Exception {
        Path file = Files.writeString(directory.resolve("s.json"), "{\"columns\": [\n  oops\n]}");

        assertThatThrownBy(() -> Schema.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        file + ": expected a schema as JSON, found a mistake in line 2")
                .hasMessageContaining("oops");
    }

    @Test
    void shouldNameTheFileWithAWrongColumn() throws Exception {
        Path file = Files.writeString(directory.resolve("s.json"), "{\"columns\": [1]}");

        assertThatThrownBy(() -> Schema.read(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file + ": column 1: expected a JSON object, found 1");
    }

    @Test
    void shouldTellOfAFileThatIsNotThere() {
        assertThatThrownBy(() -> Schema.read(directory.resolve("none.json")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("none.json");
    }
}
