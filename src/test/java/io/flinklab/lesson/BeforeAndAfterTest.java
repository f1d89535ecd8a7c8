package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeforeAndAfterTest {

    @Test
    void shouldCompareMeansAndSharesOfThoseWhoLeft() {
        List<Example> before =
                List.of(customer(30, 1, 1, 0), customer(40, 2, 0, 1), customer(50, 2, 1, 1));
        List<Example> after = List.of(customer(60, 1, 0, 0), customer(60, 2, 1, 1));

        assertThat(BeforeAndAfter.of(before, after))
                .contains(
                        List.of("mean Age", 40.0, 60.0),
                        List.of("share who left, of all", 2 / 3.0, 0.5),
                        List.of("share who left, of active customers", 0.5, 1.0),
                        List.of("share who left, of inactive customers", 1.0, 0.0),
                        List.of("share who left, with one product", 0.0, 0.0),
                        List.of("share who left, with two products", 1.0, 1.0));
    }

    private static Example customer(int age, int products, int active, double exited) {
        return new Customer(
                        1, 1, "Ann", 600, "Spain", "Male", age, 1, 0, products, 1, active, 1,
                        exited)
                .toExample();
    }
}
