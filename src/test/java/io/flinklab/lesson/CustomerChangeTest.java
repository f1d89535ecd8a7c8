package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
import io.flinklab.data.CustomerSchema;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerChangeTest {
    private static final Customer ANNA =
            new Customer(1, 2, "Anna", 600, "Spain", "Female", 40, 3, 10, 1, 0, 1, 99, 0);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CreditScore",
                "Age",
                "Tenure",
                "Balance",
                "NumOfProducts",
                "HasCrCard",
                "IsActiveMember",
                "EstimatedSalary"
            })
    void shouldChangeThisColumnAndNoOther(String column) {
        Row expected = CustomerRows.toRow(ANNA);
        expected.setField(CustomerSchema.COLUMNS.indexOf(column), 77.0);

        Customer changed = new CustomerChange(column, 77).of(ANNA);

        assertThat(changed).isEqualTo(CustomerRows.fromRow(expected)).isNotEqualTo(ANNA);
    }

    @Test
    void shouldRefuseTheLabelAndWhatIsNoNumber() {
        for (String column : List.of("Exited", "Gender", "CustomerId", "age")) {
            assertThatThrownBy(() -> new CustomerChange(column, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected one of the columns [CreditScore, Age")
                    .hasMessageEndingWith("found " + column);
        }
    }
}
