package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SchemaTest {
    private static final Schema LOANS =
            Schema.builder()
                    .label("risk", "bad", "good")
                    .number("income", NumberRange.ANY, Missing.as(Missing.Policy.MEAN, "?"))
                    .textKey("id")
                    .category("housing", Missing.as(Missing.Policy.CATEGORY))
                    .ignored("note")
                    .flag("owner")
                    .build();

    @Test
    void shouldTellTheColumnsByKind() {
        assertThat(LOANS.names())
                .containsExactly("risk", "income", "id", "housing", "note", "owner");
        assertThat(LOANS.numberNames()).containsExactly("income", "owner");
        assertThat(LOANS.categoryNames()).containsExactly("housing");
        assertThat(LOANS.featureNames()).containsExactly("income", "housing", "owner");
        assertThat(LOANS.quantityNames()).containsExactly("income");
        assertThat(LOANS.flagNames()).containsExactly("owner");
        assertThat(LOANS.isOptional("income")).isTrue();
        assertThat(LOANS.isOptional("owner")).isFalse();
        assertThat(LOANS.isOptional("id")).isFalse();
    }

    @Test
    void shouldGiveTheColumnsOfLabelsAlone() {
        assertThat(LOANS.labels().names()).containsExactly("id", "risk");
        assertThat(LOANS.labels().requireLabel()).isEqualTo(LOANS.requireLabel());
        assertThatThrownBy(() -> Schema.builder().flag("a").label("b", "1", "0").build().labels())
                .hasMessage(
                        "Expected a schema with a key, by which labels find their rows; found none"
                                + " among [a, b]");
    }

    @Test
    void shouldNameAColumnThatIsNotThere() {
        assertThatThrownBy(() -> LOANS.number("housing"))
                .hasMessage("Expected one of the columns [income, owner], found housing");
        assertThatThrownBy(() -> LOANS.category("none"))
                .hasMessage("Expected one of the columns [housing], found none");
        assertThatThrownBy(() -> Schema.builder().flag("a").build().requireLabel())
                .hasMessage("Expected a schema with a label, found none among [a]");
    }

    @Test
    void shouldRefuseWhatIsThereTwice() {
        assertThatThrownBy(() -> Schema.builder().flag("a").category("a").build())
                .hasMessage("Expected column a once, found it twice");
        assertThatThrownBy(() -> Schema.builder().flag("a").textKey("b").numberKey("c").build())
                .hasMessage("Expected one key at most, found b and c");
        assertThatThrownBy(
                        () ->
                                Schema.builder()
                                        .flag("a")
                                        .label("b", "1", "0")
                                        .label("c", "1", "0")
                                        .build())
                .hasMessage("Expected one label at most, found b and c");
    }

    @Test
    void shouldRefuseASchemaWithoutAFeature() {
        assertThatThrownBy(() -> Schema.builder().textKey("a").label("b", "1", "0").build())
                .hasMessage(
                        "Expected a column of kind number, flag or category, found none in [a, b]");
    }

    @Test
    void shouldMakeAnExampleOfValuesOfAnyType() {
        Example example =
                LOANS.example(Map.of("id", 7, "income", 12.5, "housing", "own", "owner", true));

        assertThat(example)
                .isEqualTo(
                        new Example("7", new double[] {12.5, 1}, new String[] {"own"}, Double.NaN));
        assertThat(
                        LOANS.example(
                                Map.of(
                                        "id", "7", "income", "12.5", "housing", "own", "owner",
                                        "1")))
                .isEqualTo(example);
    }

    @Test
    void shouldTakeALabelAndWhatIsIgnored() {
        Example example =
                LOANS.example(
                        Map.of(
                                "id",
                                "x",
                                "income",
                                1,
                                "housing",
                                "own",
                                "owner",
                                0,
                                "risk",
                                "bad",
                                "note",
                                List.of("anything")));

        assertThat(example.label()).isEqualTo(1);
    }

    @Test
    void shouldTakeNullNanAndAbsenceAsMissing() {
        Example example =
                new Example(
                        "x",
                        new double[] {Double.NaN, 0},
                        new String[] {Column.Category.MISSING},
                        Double.NaN);
        Map<String, Object> values = new HashMap<>(Map.of("id", "x", "owner", 0));

        assertThat(LOANS.example(values)).isEqualTo(example);
        values.put("income", null);
        values.put("housing", null);
        assertThat(LOANS.example(values)).isEqualTo(example);
        values.put("income", Double.NaN);
        values.put("housing", "");
        assertThat(LOANS.example(values)).isEqualTo(example);
        values.put("income", "?");
        values.put("income", Float.NaN);
        assertThat(LOANS.example(values)).isEqualTo(example);
    }

    @Test
    void shouldTakeNullAsALabelThatIsNotKnown() {
        Map<String, Object> values =
                new HashMap<>(Map.of("id", "x", "owner", 0, "income", 1, "housing", "own"));
        values.put("risk", null);

        assertThat(LOANS.example(values).isLabelled()).isFalse();
    }

    @Test
    void shouldNameTheColumnOfAWrongValue() {
        assertRefused(Map.of("id", "x", "owner", 2), "owner: expected 0 or 1, found '2'");
        assertRefused(Map.of("id", "x"), "owner: expected the key 'owner', found no such key");
        assertRefused(
                Map.of("id", "x", "owner", 1, "risk", "Bad"),
                "risk: expected 'good' or 'bad', found 'Bad'");
        assertRefused(
                Map.of("id", "x", "owner", 1, "hosing", "own"),
                "expected the columns' names as keys, found 'hosing'; the nearest is 'housing'");
        assertRefused(
                Map.of("id", "x", "owner", 1, "income", "12,5"),
                "income: expected a number, found '12,5'");
    }

    private static void assertRefused(Map<String, ?> values, String message) {
        assertThatThrownBy(() -> LOANS.example(values))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
