package io.flinklab.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {

    @Test
    void shouldTryEveryCombinationOfLists() {
        List<Candidate> candidates =
                SearchSpace.parse(List.of("reg=0.1, 1,10", "max-iter=5,50"))
                        .candidates(Recipe.CONVERGED, null, 42);

        assertThat(candidates)
                .extracting(Candidate::toString)
                .containsExactly(
                        "reg=0.1, max-iter=5",
                        "reg=0.1, max-iter=50",
                        "reg=1, max-iter=5",
                        "reg=1, max-iter=50",
                        "reg=10, max-iter=5",
                        "reg=10, max-iter=50");
        assertThat(candidates).extracting(Candidate::number).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(candidates.get(5).hyperparameters())
                .isEqualTo(new Hyperparameters.Logistic(10, 50, 1e-6));
    }

    @Test
    void shouldDrawTheSameCandidatesHoweverManyAreAskedFor() {
        SearchSpace space = SearchSpace.parse(List.of("reg=0.001..100:log", "tol=1e-8,1e-6"));

        List<Candidate> twenty = space.candidates(Recipe.CONVERGED, null, 42);

        assertThat(twenty).hasSize(20).doesNotHaveDuplicates();
        assertThat(space.candidates(Recipe.CONVERGED, 7, 42)).isEqualTo(twenty.subList(0, 7));
        assertThat(space.candidates(Recipe.CONVERGED, 7, 43)).isNotEqualTo(twenty.subList(0, 7));
    }

    @Test
    void shouldDrawEachPowerOfTenAsOftenFromALogarithmicRange() {
        List<Candidate> drawn =
                SearchSpace.parse(List.of("reg=0.001..1000:log"))
                        .candidates(Recipe.CONVERGED, 6000, 1);

        for (double low : new double[] {.001, .01, .1, 1, 10, 100}) {
            assertThat(drawn)
                    .filteredOn(each -> each.values().get("reg") >= low)
                    .filteredOn(each -> each.values().get("reg") < 10 * low)
                    .hasSizeBetween(850, 1150);
        }
    }

    @Test
    void shouldDrawEachWholeNumberOfARange() {
        List<Candidate> drawn =
                SearchSpace.parse(List.of("max-iter=2..4")).candidates(Recipe.CONVERGED, 50, 1);

        assertThat(drawn)
                .extracting(each -> each.hyperparameters().maxIter())
                .containsExactlyInAnyOrder(2, 3, 4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reg | expected a name and its values, as reg=0.1,1,10 or",
                "reg= | expected numbers, as reg=0.1,1,10",
                "reg=a,b | expected numbers",
                "reg=1..x | expected numbers",
                "reg=1..2:lin | expected numbers",
                "reg=NaN | expected finite numbers",
                "reg=10..1 | from a lower to a higher value; found 10.0..1.0",
                "reg=1..1 | from a lower to a higher value",
                "reg=0..1:log | logarithmic range above 0; found 0.0..1.0",
                "reg=1,1 | expected each value once",
                "reg=-1,1 | reg is 0 or more; found -1.0",
                "tol=-1..1 | tol is 0 or more; found -1.0",
                "max-iter=0..5 | maxIter is 1 or more; found 0",
                "max-iter=1.5,2 | expected whole numbers",
                "max-iter=1..9999999999 | expected whole numbers",
                "regg=1,2 | regg cannot be searched: expected one of [reg, tol, max-iter]; did you"
                        + " mean 'reg'?",
                "k=2..9 | k cannot be searched"
            })
    void shouldRefuse(String text, String message) {
        assertThatThrownBy(
                        () ->
                                SearchSpace.parse(List.of(text))
                                        .candidates(Recipe.CONVERGED, null, 42))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAHyperparameterThatIsThereTwice() {
        assertThatThrownBy(() -> SearchSpace.parse(List.of("reg=1,2", "reg=3..4")))
                .hasMessage("expected each hyperparameter once; found [reg=1,2, reg=3..4]");
        assertThatThrownBy(() -> SearchSpace.parse(List.of())).hasMessageContaining("found none");
    }

    @Test
    void shouldRefuseANumberOfCandidatesThatCannotBe() {
        SearchSpace range = SearchSpace.parse(List.of("reg=1..2"));
        SearchSpace lists = SearchSpace.parse(List.of("reg=1,2"));

        assertThatThrownBy(() -> range.candidates(Recipe.CONVERGED, 0, 42))
                .hasMessage("expected 1 to 10000 candidates; found 0");
        assertThatThrownBy(() -> lists.candidates(Recipe.CONVERGED, 5, 42))
                .hasMessageContaining("all their combinations as candidates, and not 5");
    }

    @Test
    void shouldSayOfAnotherEstimatorWhatCanBeSearched() {
        assertThatThrownBy(
                        () ->
                                SearchSpace.parse(List.of("reg=1,2"))
                                        .candidates(Recipe.K_MEANS, null, 42))
                .hasMessageContainingAll(
                        "the plan k-means cannot be searched",
                        "as converged or tuned",
                        "reg, tol, max-iter",
                        "found the estimator KMeans");
    }
}
