package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerGenerator;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class CustomerEventRowsTest {
    @Test
    void shouldHoldACustomerAndItsMessage() {
        Customer customer = new CustomerGenerator(1).customers(1).findFirst().orElseThrow();

        Row event = CustomerEventRows.of(customer, "customers-0", 7, 1000, "raw");

        assertThat(event.getArity()).isEqualTo(CustomerEventRows.TYPE.getArity());
        assertThat(CustomerEventRows.customer(event)).isEqualTo(customer);
        assertThat(CustomerEventRows.origin(event)).isEqualTo("customers-0");
        assertThat(CustomerEventRows.position(event)).isEqualTo(7);
        assertThat(CustomerEventRows.time(event)).isEqualTo(1000);
        assertThat(CustomerEventRows.raw(event)).isEqualTo("raw");
    }

    @Test
    void shouldNameTheFieldsBehindTheCustomer() {
        assertThat(CustomerEventRows.TYPE.getFieldNames())
                .hasSize(18)
                .startsWith("RowNumber", "CustomerId")
                .endsWith("Exited", "origin", "position", "time", "raw");
    }
}
