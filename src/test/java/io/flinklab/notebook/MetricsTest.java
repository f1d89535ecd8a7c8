package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.evaluation.Evaluation;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Map<String, Evaluation> EVALUATIONS =
            Map.of(
                    "tuned",
                    Evaluation.of(new double[] {1, 0, 1, 0}, new double[] {.9, .6, .2, .1}));

    @Test
    void shouldShowTheMetricsAskedForInTheirOrder() {
        Grid grid = Metrics.table("Test", EVALUATIONS, "rows", "auroc");

        assertThat(grid.title()).isEqualTo("Test");
        assertThat(grid.columns()).containsExactly("model", "rows", "auroc");
        assertThat(grid.rows().get(0)).containsExactly("tuned", "4", "0.75");
    }

    @Test
    void shouldNameAMetricThatIsNotThere() {
        assertThatThrownBy(() -> Metrics.table("Test", EVALUATIONS, "AUC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("No metric \"AUC\"; expected some of [rows, positives,");
    }
}
