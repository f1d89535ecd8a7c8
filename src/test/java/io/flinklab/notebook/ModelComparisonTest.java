package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreFixture;
import io.flinklab.store.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelComparisonTest {
    private static final List<String> METRICS = List.of("accuracy", "auroc");

    private static final Map<String, Evaluation> EVALUATIONS =
            Map.of(
                    "tuned",
                    Evaluation.of(new double[] {1, 0, 1, 0}, new double[] {.9, .6, .2, .1}));

    @TempDir private Path directory;
    private StoredModel first;
    private StoredModel second;

    @BeforeEach
    void publishTwoModels() {
        ModelStore store = ModelStore.at(directory.resolve("store"));
        first = StoreFixture.publish(store, SamplePipelines.reference(UnseenCategory.KEEP));
        second = StoreFixture.publish(store, SamplePipelines.tuned(UnseenCategory.KEEP));
    }

    @Test
    void shouldGiveEachModelARow() {
        Grid table = ModelComparison.table("Models", METRICS, first, second);

        assertThat(table.columns())
                .containsExactly("recipe", "version", "features", "accuracy", "auroc");
        assertThat(table.rows())
                .containsExactly(
                        List.of("tuned", first.version(), "13", "0.8095", "0.3333"),
                        List.of("tuned", second.version(), "89", "0.8095", "0.3333"));
    }

    @Test
    void shouldGiveEachMetricAPanelWithItsDirection() {
        assertThat(ModelComparison.chart("Models", EVALUATIONS, "auroc", "brier").text())
                .isEqualTo(
                        "Models: bar chart of auroc (higher is better); tuned 0.75;"
                                + " brier (lower is better); tuned 0.255.");
    }

    @Test
    void shouldNameTheMetricsThatThereAre() {
        assertThatThrownBy(() -> ModelComparison.table("t", List.of("recal"), first))
                .hasMessageContaining("No metric recal in the manifest of " + first.version())
                .hasMessageContaining("accuracy");
    }

    @Test
    void shouldShowTheMetricsAskedForInTheirOrder() {
        Grid grid = ModelComparison.table("Test", EVALUATIONS, "rows", "auroc");

        assertThat(grid.title()).isEqualTo("Test");
        assertThat(grid.columns()).containsExactly("model", "rows", "auroc");
        assertThat(grid.rows().get(0)).containsExactly("tuned", "4", "0.75");
    }

    @Test
    void shouldNameAMetricThatIsNotThere() {
        assertThatThrownBy(() -> ModelComparison.table("Test", EVALUATIONS, "AUC"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("No metric \"AUC\"; expected some of [rows, positives,");
    }
}
