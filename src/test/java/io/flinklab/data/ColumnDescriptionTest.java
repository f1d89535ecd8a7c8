package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.ColumnDescription.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnDescriptionTest {
    private static final List<ColumnDescription> ALL = CustomerSchema.describe();

    @Test
    void shouldDescribeEveryColumnInFileOrder() {
        assertThat(ALL).extracting(ColumnDescription::name).isEqualTo(CustomerSchema.COLUMNS);
    }

    @Test
    void shouldTellTypeValuesAndRole() {
        assertThat(ALL)
                .contains(
                        new ColumnDescription(
                                "Age",
                                Kind.WHOLE,
                                "a whole number from 18 to 120",
                                "feature: quantity"),
                        new ColumnDescription(
                                "Balance",
                                Kind.DECIMAL,
                                "a number, 0 or more",
                                "feature: quantity"),
                        new ColumnDescription(
                                "Gender",
                                Kind.TEXT,
                                "a name without spaces around it",
                                "feature: category"),
                        new ColumnDescription(
                                "HasCrCard", Kind.WHOLE, "0 or 1", "feature: yes or no"),
                        new ColumnDescription("Exited", Kind.WHOLE, "0 or 1", "label"),
                        new ColumnDescription("Surname", Kind.TEXT, "any text", "not a feature"));
    }
}
