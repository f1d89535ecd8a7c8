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

class CustomerColumnTest {
    private static final Example ANNA =
            new Customer(1, 2, "Anna", 600, "Spain", "Female", 40, 3, 10, 1, 0, 1, 99, 0)
                    .toExample();
    private static final List<Example> CUSTOMERS = List.of(customer(40, 0.5), customer(30, 7.25));

    @Test
    void shouldGiveAColumnInTheCustomersOrder() {
        assertThat(CustomerColumn.numbers(CUSTOMERS, "Age")).containsExactly(40, 30);
        assertThat(CustomerColumn.numbers(CUSTOMERS, "Balance")).containsExactly(0.5, 7.25);
        assertThat(CustomerColumn.numbers(CUSTOMERS, "Exited")).containsExactly(0, 0);
    }

    @Test
    void shouldRefuseColumnsOfTextAndUnknownOnes() {
        assertThatThrownBy(() -> CustomerColumn.numbers(CUSTOMERS, "Surname"))
                .hasMessageContaining("found Surname");
        assertThatThrownBy(() -> CustomerColumn.numbers(CUSTOMERS, "Income"))
                .hasMessageContaining("found Income");
    }

    @Test
    void shouldGiveOneValueOfAnyColumnThatIsRead() {
        Example first = CUSTOMERS.get(0);

        assertThat(CustomerColumn.value(first, "Age")).isEqualTo(40.0);
        assertThat(CustomerColumn.value(first, "Geography")).isEqualTo("France");
        assertThat(CustomerColumn.value(first, "CustomerId")).isEqualTo(7L);
        assertThatThrownBy(() -> CustomerColumn.value(first, "Surname"))
                .hasMessageContaining("Expected one of the columns [CustomerId,")
                .hasMessageContaining("found Surname");
    }

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

        Example changed = CustomerColumn.changed(ANNA, column, 77);

        assertThat(changed)
                .isEqualTo(new ExampleRows(Churn.SCHEMA).fromRow(expected))
                .isNotEqualTo(ANNA);
    }

    @Test
    void shouldNotChangeTheLabelNorWhatIsNoNumber() {
        for (String column : List.of("Exited", "Gender", "CustomerId", "age")) {
            assertThatThrownBy(() -> CustomerColumn.changed(ANNA, column, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected one of the columns [CreditScore, Age")
                    .hasMessageEndingWith("found " + column);
        }
    }

    private static Example customer(double age, double balance) {
        return new Customer(1, 7, "Ann", 600, "France", "Female", age, 1, balance, 1, 1, 1, 1, 0)
                .toExample();
    }
}
