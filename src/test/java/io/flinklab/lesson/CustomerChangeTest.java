package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CustomerChangeTest {
    private static final Example ANNA =
            new Customer(1, 2, "Anna", 600, "Spain", "Female", 40, 3, 10, 1, 0, 1, 99, 0)
                    .toExample();

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
        Row expected = new ExampleRows(Churn.SCHEMA).toRow(ANNA);
        expected.setField(new ExampleRows(Churn.SCHEMA).type().getFieldIndex(column), 77.0);

        Example changed = new CustomerChange(column, 77).of(ANNA);

        assertThat(changed)
                .isEqualTo(new ExampleRows(Churn.SCHEMA).fromRow(expected))
                .isNotEqualTo(ANNA);
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
