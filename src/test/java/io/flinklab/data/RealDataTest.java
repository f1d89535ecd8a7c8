package io.flinklab.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import org.junit.jupiter.api.Test;

class RealDataTest {

    @Test
    void shouldReadEveryRowOfTheArticlesFile() {
        Dataset data = Dataset.read(Churn.SCHEMA, RealData.file());

        assertThat(data.examples()).hasSize(10_000);
        assertThat(data.rejects()).isEmpty();
        assertThat(data.examples().stream().filter(c -> c.label() == 1)).hasSize(2037);
        assertThat(data.duplicateKeys()).isZero();
    }
}
