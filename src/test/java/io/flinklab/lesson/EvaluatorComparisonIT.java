package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

/** The figures that lesson 4 and the README give for Flink ML's evaluator. */
class EvaluatorComparisonIT {

    @Test
    void shouldShowWhereFlinkMlsEvaluatorIsWrongAndOursIsRight() throws Exception {
        List<EvaluatorComparison> all =
                EvaluatorComparison.all(() -> StreamExecutionEnvironment.createLocalEnvironment(1));

        assertThat(all)
                .extracting(EvaluatorComparison::rows)
                .containsExactly(
                        "no ties, no weights",
                        "ties, positives first",
                        "ties, negatives first",
                        "weights");
        assertThat(all)
                .allSatisfy(row -> assertThat(row.ours()).isCloseTo(row.truth(), within(1e-12)));
        assertThat(all.get(0).flinkMl()).isCloseTo(all.get(0).truth(), within(1e-12));
        assertThat(all.get(1).truth()).isEqualTo(all.get(2).truth()).isEqualTo(0.743);
        assertThat(all.get(1).flinkMl()).isCloseTo(0.816, within(1e-9));
        assertThat(all.get(2).flinkMl()).isCloseTo(0.670, within(1e-9));
        assertThat(all.get(3).truth()).isCloseTo(0.8486, within(0.00005));
        assertThat(all.get(3).flinkMl()).isCloseTo(-0.2452, within(0.00005));
        assertThat(all.get(3).toList())
                .containsExactly(
                        "weights", all.get(3).truth(), all.get(3).flinkMl(), all.get(3).ours());
    }
}
