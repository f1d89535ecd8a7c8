package io.flinklab.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchResultTest {
    private static final SearchSpace PENALTIES = SearchSpace.parse(List.of("reg=0.1,1,10,100"));

    @Test
    void shouldRankByTheMeanAndPutFailuresLast() {
        List<UnitResult> results = new ArrayList<>();
        results.addAll(folds(1, .70, .74));
        results.add(UnitResult.of(2, 1, .9));
        results.add(UnitResult.failed(2, 2, "no rows"));
        results.addAll(folds(3, .72, .76));
        results.addAll(folds(4, .72, .72));

        SearchResult result = SearchResult.of(search(Metric.AUROC, Choice.BEST), results);

        assertThat(numbers(result)).containsExactly(3, 1, 4, 2);
        assertThat(result.best().mean()).isCloseTo(.74, within(1e-15));
        assertThat(result.best().standardError()).isCloseTo(.02, within(1e-15));
        assertThat(result.ranked().get(3).failure()).isEqualTo("fold 2: no rows");
        assertThat(result.ranked().get(3).mean()).isNaN();
    }

    @Test
    void shouldRankLossesTheOtherWay() {
        List<UnitResult> results = new ArrayList<>();
        results.addAll(folds(1, .5, .5));
        results.addAll(folds(2, .4, .4));
        results.addAll(folds(3, .6, .6));
        results.addAll(folds(4, .4, .4));

        assertThat(numbers(SearchResult.of(search(Metric.LOG_LOSS, Choice.BEST), results)))
                .containsExactly(2, 4, 1, 3);
    }

    @Test
    void shouldChooseTheStrongestPenaltyWithinOneStandardError() {
        List<UnitResult> results = new ArrayList<>();
        results.addAll(folds(1, .70, .74));
        results.addAll(folds(2, .71, .75));
        results.addAll(folds(3, .69, .735));
        results.addAll(folds(4, .60, .64));

        Search search = search(Metric.AUROC, Choice.ONE_STANDARD_ERROR);

        SearchResult result = SearchResult.of(search, results);
        assertThat(result.best().candidate().number()).isEqualTo(2);
        assertThat(result.chosen().candidate().number()).isEqualTo(3);
        assertThat(SearchResult.of(search(Metric.AUROC, Choice.BEST), results).chosen())
                .isEqualTo(result.best());
    }

    @Test
    void shouldTakeFewIterationsAndAWideToleranceForSimpler() {
        List<Candidate> candidates =
                SearchSpace.parse(List.of("max-iter=5,50", "tol=1e-8,1e-3"))
                        .candidates(Recipe.CONVERGED, null, 1);
        Search search =
                new Search(
                        Recipe.CONVERGED,
                        Churn.SCHEMA,
                        candidates,
                        SearchOptions.DEFAULT.withFolds(2).withChoice(Choice.ONE_STANDARD_ERROR));
        List<UnitResult> equal = new ArrayList<>();
        candidates.forEach(each -> equal.addAll(folds(each.number(), .7, .7)));

        assertThat(SearchResult.of(search, equal).chosen().candidate())
                .hasToString("max-iter=5, tol=0.001");
    }

    @Test
    void shouldSayWhyNoCandidateHasAResult() {
        List<UnitResult> results = new ArrayList<>();
        for (int candidate = 1; candidate <= 4; candidate++) {
            results.add(UnitResult.failed(candidate, 1, "Training needs rows of both labels"));
            results.add(UnitResult.of(candidate, 2, .5));
        }
        SearchResult result = SearchResult.of(search(Metric.AUROC, Choice.BEST), results);

        assertThatThrownBy(result::chosen)
                .isInstanceOf(TrainingException.class)
                .hasMessage(
                        "All 4 candidates failed; the first one, reg=0.1, in fold 1: Training needs"
                                + " rows of both labels");
    }

    @Test
    void shouldShareUnitsFoldByFold() {
        Search search = search(Metric.AUROC, Choice.BEST);
        List<Unit> units = search.missing(List.of(UnitResult.of(2, 1, .5)));

        assertThat(units).hasSize(7);
        assertThat(Unit.share(units, 0, 3)).extracting(Unit::fold).containsExactly(1, 1);
        assertThat(Unit.share(units, 1, 3)).extracting(Unit::fold).containsExactly(1, 2);
        assertThat(Unit.share(units, 2, 3)).extracting(Unit::fold).containsExactly(2, 2, 2);
    }

    @Test
    void shouldKnowMetricsByName() {
        assertThat(Metric.parse("Log-Loss")).isEqualTo(Metric.LOG_LOSS);
        assertThatThrownBy(() -> Metric.parse("auroq"))
                .hasMessage(
                        "expected one of [auroc, average-precision, log-loss, brier, accuracy];"
                                + " found auroq; did you mean 'auroc'?");
    }

    private static Search search(Metric metric, Choice choice) {
        return new Search(
                Recipe.CONVERGED,
                Churn.SCHEMA,
                PENALTIES.candidates(Recipe.CONVERGED, null, 1),
                SearchOptions.DEFAULT.withFolds(2).withMetric(metric).withChoice(choice));
    }

    private static List<UnitResult> folds(int candidate, double first, double second) {
        return List.of(UnitResult.of(candidate, 2, second), UnitResult.of(candidate, 1, first));
    }

    private static List<Integer> numbers(SearchResult result) {
        return result.ranked().stream().map(each -> each.candidate().number()).toList();
    }
}
