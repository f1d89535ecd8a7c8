package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.json.ExampleJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parser, JSON and CSV of a table that is not the course's. */
class AnySchemaTest {
    private static final Schema LOANS =
            Schema.builder()
                    .label("risk", ">50K", "<=50K")
                    .number("income", NumberRange.ANY, Missing.as(Missing.Policy.MEAN, "?", "-9"))
                    .flag("owner")
                    .column(
                            new Column.Category(
                                    "housing",
                                    List.of("own", "rent"),
                                    Missing.as(Missing.Policy.MOST_FREQUENT, "?", "")))
                    .ignored("note")
                    .textKey("id")
                    .build();
    private static final Example ONE =
            new Example("0 7", new double[] {5.5, 1}, new String[] {"own"}, 1);

    @Test
    void shouldReadRecordsWithoutAHeaderWithAndWithoutTheLabel() {
        assertThat(csv(">50K,5.5,1,own,a note,0 7")).isEqualTo(ONE);
        assertThat(csv("5.5,1,own,a note,0 7")).isEqualTo(ONE.withLabel(Double.NaN));
        assertThat(rejectOf("1,own").reason())
                .isEqualTo("expected 5 fields, or 6 with the label, found 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "-9"})
    void shouldTakeEachTextForAMissingNumber(String text) {
        assertThat(csv(">50K," + text + ",1,own,,0 7")).isEqualTo(ONE.withNumber(0, Double.NaN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", Column.Category.MISSING})
    void shouldTakeEachTextForAMissingCategory(String text) {
        assertThat(csv(">50K,5.5,1," + text + ",,0 7"))
                .isEqualTo(ONE.withText(0, Column.Category.MISSING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                ">50k,5.5,1,own,,k|risk|expected '<=50K' or '>50K', found '>50k'",
                ">50K,,1,own,,k|income|expected a number, found ''",
                ">50K,5.5,?,own,,k|owner|expected 0 or 1, found '?'",
                ">50K,5.5,2,own,,k|owner|expected 0 or 1, found '2'",
                ">50K,5.5,1,onw,,k|housing|expected one of [own, rent], found 'onw'",
                ">50K,5.5,1,rents,,k|housing|expected one of [own, rent], found 'rents'; did you mean 'rent'?",
            })
    void shouldNameTheColumnAndWhatWasExpected(String record, String column, String reason) {
        Reject reject = rejectOf(record);

        assertThat(reject.column()).isEqualTo(column);
        assertThat(reject.reason()).isEqualTo(reason);
    }

    @Test
    void shouldReadJsonWithNullForWhatIsMissing() {
        Example missing =
                new Example(
                        "0 7",
                        new double[] {Double.NaN, 1},
                        new String[] {Column.Category.MISSING},
                        Double.NaN);

        assertThat(json("{'id': '0 7', 'owner': true, 'income': null, 'housing': null}"))
                .isEqualTo(missing);
        assertThat(json("{'id': '0 7', 'owner': 1}")).isEqualTo(missing);
        assertThat(json("{'id': '0 7', 'owner': 1, 'income': -9, 'housing': '?'}"))
                .isEqualTo(missing);
        assertThat(ExampleJson.write(LOANS, missing))
                .isEqualTo("{\"income\":null,\"owner\":1,\"housing\":null,\"id\":\"0 7\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id': 7, 'owner': 1} | id | expected any text, found 7",
                "{'id': '7', 'owner': null} | owner | expected 0 or 1, found null",
                "{'owner': 1} | id | expected the key 'id', found no such key",
                "{'id': '7', 'owner': 1, 'risk': 1} | risk | expected '<=50K' or '>50K', found 1",
                "{'id': '7', 'id': '7'} | id | expected this key once, found it again",
            })
    void shouldSayWhatIsWrongWithJson(String text, String column, String reason) {
        ParsedRow row = new ExampleJson(LOANS, "here").parse(1, text.replace('\'', '"'));

        Reject reject = ((ParsedRow.Rejected) row).reject();
        assertThat(reject.column()).isEqualTo(column);
        assertThat(reject.reason()).isEqualTo(reason);
    }

    @Test
    void shouldWriteCsvWithTheFirstTextThatStandsForMissing() {
        Example missing =
                ONE.withNumber(0, Double.NaN).withText(0, Column.Category.MISSING).withLabel(0);

        assertThat(ExampleCsv.labelled(LOANS).write(List.of(ONE, missing)))
                .isEqualTo(
                        """
                        risk,income,owner,housing,note,id
                        >50K,5.5,1,own,,0 7
                        <=50K,?,1,?,,0 7
                        """);
        assertThat(ExampleCsv.unlabelled(LOANS).write(List.of(ONE)))
                .isEqualTo(
                        """
                        income,owner,housing,note,id
                        5.5,1,own,,0 7
                        """);
    }

    @Test
    void shouldKeepTheSpacesOfATextKey() {
        Example spaced = new Example(" k ", new double[] {5.5, 1}, new String[] {"own"}, 1);

        assertThat(csv(ExampleCsv.labelled(LOANS).records(List.of(spaced)).get(0)))
                .isEqualTo(spaced);
    }

    @ParameterizedTest
    @CsvSource({"01,02", "+1,-1", "1.,.5", "1e3,0"})
    void shouldWriteALabelThatIsANumberAsJsonHasThem(String positive, String negative) {
        Schema schema = Schema.builder().flag("f").label("y", positive, negative).build();
        Example example = new Example(null, new double[] {1}, new String[0], 1);
        String json = ExampleJson.write(schema, example);

        assertThat(new ExampleJson(schema, "here").parse(1, json))
                .isEqualTo(new ParsedRow.Accepted(example, 1, json));
    }

    private static Example csv(String record) {
        return ((ParsedRow.Accepted) ExampleParser.of("here", LOANS, "").parse(1, record))
                .example();
    }

    private static Reject rejectOf(String record) {
        return ((ParsedRow.Rejected) ExampleParser.of("here", LOANS, "").parse(1, record)).reject();
    }

    private static Example json(String text) {
        ParsedRow row = new ExampleJson(LOANS, "here").parse(1, text.replace('\'', '"'));
        return ((ParsedRow.Accepted) row).example();
    }
}
