package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.Hyperparameters;
import io.flinklab.tuning.Candidate;
import io.flinklab.tuning.Choice;
import io.flinklab.tuning.Metric;
import io.flinklab.tuning.RankedCandidate;
import io.flinklab.tuning.SearchResult;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchViewsTest {
    private static final SearchResult RESULT =
            new SearchResult(
                    Metric.LOG_LOSS,
                    Choice.ONE_STANDARD_ERROR,
                    List.of(
                            measured(2, 1, .40, .42),
                            measured(3, 10, .405, .425),
                            measured(1, .1, .50, .52),
                            new RankedCandidate(candidate(4, 100), List.of(), "fold 1: no rows")));

    @Test
    void shouldMarkTheBestAndTheChosenAndSayWhatFailed() {
        Grid table = SearchViews.table("t", RESULT);

        assertThat(table.columns()).containsExactly("reg", "log-loss", "standard error", "note");
        assertThat(table.rows())
                .extracting(row -> row.get(3))
                .containsExactly("best", "chosen", "", "failed, fold 1: no rows");
        assertThat(table.rows().get(0).subList(0, 3)).containsExactly("1.0", "0.410", "0.01");
    }

    @Test
    void shouldDrawTheMeansFromTheSmallestValueWithTheirStandardErrors() {
        assertThat(SearchViews.chart("Penalties", RESULT, "reg").text())
                .isEqualTo(
                        "Penalties: line chart of log-loss over log10(reg); mean of the folds from"
                                + " (-1, 0.51) to (1, 0.415); one standard error more from (-1, 0.52) to"
                                + " (1, 0.425); one standard error less from (-1, 0.5) to (1, 0.405).");
        assertThatThrownBy(() -> SearchViews.chart("Penalties", RESULT, "tol"))
                .hasMessage("Expected one of the searched hyperparameters [reg]; found tol.");
    }

    private static RankedCandidate measured(int number, double reg, double first, double second) {
        return new RankedCandidate(candidate(number, reg), List.of(first, second), "");
    }

    private static Candidate candidate(int number, double reg) {
        return new Candidate(
                number, Map.of("reg", reg), Hyperparameters.Logistic.DEFAULT.withReg(reg));
    }
}
