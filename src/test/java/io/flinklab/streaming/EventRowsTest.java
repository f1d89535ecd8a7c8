package io.flinklab.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class EventRowsTest {
    @Test
    void shouldHoldACustomerAndItsMessage() {
        Example customer = new CustomerGenerator(1).examples(1).findFirst().orElseThrow();

        Row event = new EventRows(Churn.SCHEMA).of(customer, "customers-0", 7, 1000, "raw");

        assertThat(event.getArity()).isEqualTo(new EventRows(Churn.SCHEMA).type().getArity());
        assertThat(new EventRows(Churn.SCHEMA).example(event)).isEqualTo(customer);
        assertThat(new EventRows(Churn.SCHEMA).origin(event)).isEqualTo("customers-0");
        assertThat(new EventRows(Churn.SCHEMA).position(event)).isEqualTo(7);
        assertThat(new EventRows(Churn.SCHEMA).time(event)).isEqualTo(1000);
        assertThat(new EventRows(Churn.SCHEMA).raw(event)).isEqualTo("raw");
    }
}
