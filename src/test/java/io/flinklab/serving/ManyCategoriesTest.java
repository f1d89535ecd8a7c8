package io.flinklab.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.Allocated;
import io.flinklab.kit.WideTable;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Scores of a model that knows 10,000 categories. */
class ManyCategoriesTest {
    private static final int CATEGORIES = 10_000;
    private static final List<Example> EXAMPLES = WideTable.rows(CATEGORIES, CATEGORIES, 3);

    @Test
    void shouldScoreEachCategory() {
        Scorer scorer = scorer(UnseenCategory.KEEP);

        for (int item = 0; item < CATEGORIES; item++) {
            Example example = EXAMPLES.get(item);
            assertThat(scorer.score(example)).isCloseTo(score(item, example), within(1e-15));
        }
        Example stranger = EXAMPLES.get(1).withText(0, "stranger");
        assertThat(scorer.score(stranger)).isCloseTo(score(0, stranger), within(1e-15));
    }

    private static double score(int item, Example example) {
        return 1 / (1 + Math.exp(-(coefficient(item) + .01 * example.number(0) - .5)));
    }

    private static double coefficient(int item) {
        return item % 7 / 3.;
    }

    @Test
    void shouldSkipAnUnseenCategoryOrRefuseItInAFewWords() {
        Example stranger = EXAMPLES.get(0).withText(0, "stranger");

        assertThat(scorer(UnseenCategory.SKIP).predict(stranger)).isEmpty();
        assertThatThrownBy(() -> scorer(UnseenCategory.ERROR).predict(stranger))
                .isInstanceOf(UnseenCategoryException.class)
                .hasMessage(
                        "item: expected one of 10000 categories, as [item 00000, item 00001, item"
                                + " 00002]; found \"stranger\". Correct the row, or train with"
                                + " unseen categories kept or skipped.");
    }

    @Test
    void shouldMakeNoRowOfAllFeatures() {
        for (UnseenCategory unseen : UnseenCategory.values()) {
            Scorer scorer = scorer(unseen);
            Runnable score = () -> EXAMPLES.subList(0, 1000).forEach(scorer::score);
            score.run();

            assertThat(Allocated.bytes(score) / 1000).isLessThan(200);
        }
    }

    private static Scorer scorer(UnseenCategory unseen) {
        List<String> items = IntStream.range(0, CATEGORIES).mapToObj(WideTable::item).toList();
        List<Double> coefficients =
                IntStream.rangeClosed(0, CATEGORIES)
                        .mapToObj(i -> i == CATEGORIES ? .01 : coefficient(i))
                        .toList();
        return Scorer.of(
                WideTable.SCHEMA,
                new FittedPipeline(
                        List.of(
                                new FittedStage.StringIndexer(
                                        List.of("item"), List.of("index"), List.of(items), unseen),
                                new FittedStage.OneHotEncoder(
                                        List.of("index"), List.of("oneHot"), List.of(CATEGORIES)),
                                new FittedStage.VectorAssembler(
                                        List.of("oneHot", "price"),
                                        List.of(CATEGORIES, 1),
                                        "features"),
                                new FittedStage.LogisticRegression(
                                        "features", coefficients, -.5, .5))));
    }
}
