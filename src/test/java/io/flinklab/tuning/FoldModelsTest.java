package io.flinklab.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.PackedExamples;
import io.flinklab.features.UnseenCategory;
import io.flinklab.kit.Allocated;
import io.flinklab.kit.WideTable;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldModelsTest {
    private static final List<Example> CUSTOMERS = TestData.SHIPPED.customers().subList(0, 400);
    private static final Example ITALIAN =
            TestData.SHIPPED.customers().get(400).withText(0, "Italy");
    private static final int FOLD = FoldedRows.fold(ITALIAN, 2, 42);

    @Test
    void shouldNotMeasureWithACategoryThatTheModelRefusesOrSkips() {
        List<Example> withOneMore = new ArrayList<>(CUSTOMERS);
        withOneMore.add(ITALIAN);
        double without = value(CUSTOMERS, UnseenCategory.KEEP);

        assertThat(value(withOneMore, UnseenCategory.ERROR)).isEqualTo(without);
        assertThat(value(withOneMore, UnseenCategory.SKIP)).isEqualTo(without);
        assertThat(value(withOneMore, UnseenCategory.KEEP)).isNotEqualTo(without).isBetween(0., 1.);
    }

    @Test
    void shouldSayOfEveryCandidateWhyTheFoldHasNoFeatures() {
        List<Example> broken = new ArrayList<>(CUSTOMERS);
        for (int i = 0; i < broken.size(); i++) {
            broken.set(i, broken.get(i).withNumber(0, Double.NaN));
        }
        FoldModels models = models(broken, UnseenCategory.KEEP);

        for (int candidate = 1; candidate <= 2; candidate++) {
            UnitResult result = models.result(unit(candidate));
            assertThat(result.candidate).isEqualTo(candidate);
            assertThat(result.fold).isEqualTo(FOLD);
            assertThat(result.failure).contains("CreditScore", "NaN");
        }
    }

    /** A row of all categories would take 16 KB. */
    @Test
    void shouldHoldRowsOfManyCategoriesSparse() {
        PackedExamples packed = new PackedExamples(WideTable.SCHEMA);
        packed.addAll(WideTable.rows(20_000, 2000, 1));
        FoldedRows rows = new FoldedRows(packed, 2, 42);
        SearchOptions options =
                new SearchOptions(2, 42, Metric.LOG_LOSS, Choice.BEST, 1, UnseenCategory.KEEP);
        FoldModels[] made = new FoldModels[1];

        long bytes =
                Allocated.bytes(
                        () ->
                                made[0] =
                                        new FoldModels(
                                                rows,
                                                WideTable.SCHEMA,
                                                Recipe.CONVERGED.features(),
                                                options,
                                                1));
        assertThat(bytes / 20_000).isLessThan(4000);
        assertThat(made[0].result(new Unit(1, 1, Hyperparameters.Logistic.DEFAULT)).failure)
                .isEmpty();
    }

    private static double value(List<Example> examples, UnseenCategory unseen) {
        UnitResult result = models(examples, unseen).result(unit(1));
        assertThat(result.failure).isEmpty();
        return result.value;
    }

    private static FoldModels models(List<Example> examples, UnseenCategory unseen) {
        PackedExamples packed = new PackedExamples(Churn.SCHEMA);
        packed.addAll(examples);
        SearchOptions options = new SearchOptions(2, 42, Metric.LOG_LOSS, Choice.BEST, 1, unseen);
        return new FoldModels(
                new FoldedRows(packed, 2, 42),
                Churn.SCHEMA,
                Recipe.CONVERGED.features(),
                options,
                FOLD);
    }

    private static Unit unit(int candidate) {
        return new Unit(candidate, FOLD, Hyperparameters.Logistic.DEFAULT);
    }
}
