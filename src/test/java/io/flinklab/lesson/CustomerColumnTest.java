package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class CustomerColumnTest {
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

    private static Example customer(double age, double balance) {
        return new Customer(1, 7, "Ann", 600, "France", "Female", age, 1, balance, 1, 1, 1, 1, 0)
                .toExample();
    }
}
