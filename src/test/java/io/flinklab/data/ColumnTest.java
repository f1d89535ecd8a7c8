package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "\ta"})
    void shouldRefuseANameWithSpacesAround(String name) {
        for (Runnable column :
                List.<Runnable>of(
                        () -> new Column.Ignored(name),
                        () -> new Column.Key(name, Column.Key.Type.TEXT),
                        () -> new Column.Flag(name, Missing.REFUSED),
                        () -> new Column.Number(name, NumberRange.ANY, Missing.REFUSED),
                        () -> new Column.Category(name, List.of(), Missing.REFUSED),
                        () -> new Column.Label(name, "1", "0"))) {
            assertThatThrownBy(column::run)
                    .hasMessageStartingWith("Expected a column's name without spaces around it");
        }
    }

    @Test
    void shouldRefuseAPolicyThatTheKindCannotHave() {
        Missing category = Missing.as(Missing.Policy.CATEGORY);
        for (Missing.Policy policy : List.of(Missing.Policy.MEAN, Missing.Policy.MEDIAN)) {
            assertThatThrownBy(() -> new Column.Category("a", List.of(), Missing.as(policy)))
                    .hasMessage(
                            "a: a category has no %s; expected reject, category or most_frequent"
                                    .formatted(policy));
        }
        assertThatThrownBy(() -> new Column.Flag("a", category))
                .hasMessageStartingWith(
                        "a: a missing number is no category; expected reject, mean");
        assertThatThrownBy(() -> new Column.Number("a", NumberRange.ANY, category))
                .hasMessageStartingWith(
                        "a: a missing number is no category; expected reject, mean");
    }

    @Test
    void shouldRefuseMissingValuesWithoutAText() {
        assertThatThrownBy(() -> new Missing(List.of(), Missing.Policy.MEAN))
                .hasMessage("Expected a text that stands for a missing value, found none");
        assertThat(Missing.as(Missing.Policy.MEAN).texts()).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({"1,0,1.0,1", "1,0,00,0", "1,0,1e0,1", "2,1,1,0", "yes,no,no,0", "1,no,1,1"})
    void shouldReadALabel(String positive, String negative, String text, double label)
            throws BadValue {
        assertThat(new Column.Label("y", positive, negative).read(text)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "1,0,2,expected 0 or 1",
        "yes,no,Yes,expected 'no' or 'yes'",
        "1,no,1.0,expected 'no' or '1'"
    })
    void shouldRefuseAnotherLabel(String positive, String negative, String text, String reason) {
        assertThatThrownBy(() -> new Column.Label("y", positive, negative).read(text))
                .hasMessage(reason + ", found '" + text + "'");
    }

    @Test
    void shouldComposeTheValuesThatAreAllowed() throws BadValue {
        Column.Category category = new Column.Category("c", List.of("Österreich"), Missing.REFUSED);

        assertThat(category.read("Österreich")).isEqualTo("Österreich");
    }

    @Test
    void shouldSayWhatItHoldsInWords() {
        assertThat(new Column.Flag("a", Missing.REFUSED).values()).isEqualTo("0 or 1");
        assertThat(new Column.Key("a", Column.Key.Type.NUMBER).values())
                .isEqualTo("a whole number, 0 or more");
        assertThat(new Column.Category("a", List.of("x", "y"), Missing.REFUSED).values())
                .isEqualTo("one of [x, y]");
    }
}
