package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RealDataTest {

    @Test
    void shouldReadEveryRowOfTheArticlesFile() {
        CustomerData data = CustomerFile.read(RealData.file());

        assertThat(data.customers()).hasSize(10_000);
        assertThat(data.rejects()).isEmpty();
        assertThat(data.customers().stream().filter(c -> c.exited() == 1)).hasSize(2037);
        assertThat(data.duplicateCustomerIds()).isZero();
    }
}
