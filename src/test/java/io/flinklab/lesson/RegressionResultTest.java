package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class RegressionResultTest {

    @Test
    void shouldCompareTheErrorWithThatOfTheMean() {
        RegressionResult result = RegressionResult.of(List.of(row(0, 1), row(10, 9)), "Balance");

        assertThat(result).isEqualTo(new RegressionResult("Balance", 1, 5));
        assertThat(result.explained()).isEqualTo(.96);
        assertThat(result.toList()).containsExactly("Balance", 1.0, 5.0, .96);
        assertThat(RegressionResult.COLUMNS).hasSameSizeAs(result.toList());
    }

    private static Row row(double truth, double prediction) {
        Row row = Row.withNames();
        row.setField("Balance", truth);
        row.setField("prediction", prediction);
        return row;
    }
}
