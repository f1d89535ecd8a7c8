package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeaturePlanTest {
    private static final List<FeaturePlan> PLANS =
            List.of(
                    new OneHotFeatures(),
                    new BucketedFeatures(),
                    Churn.TUNED.features(),
                    Churn.NETWORK.features());

    @ParameterizedTest
    @CsvSource({
        "converged, 3, 2, 4, 13",
        "converged, 5, 2, 4, 15",
        "converged, 1, 1, 1, 10",
        "naive-bayes, 3, 2, 4, 10",
        "naive-bayes, 5, 1, 4, 10",
        "tuned, 3, 2, 4, 109",
        "tuned, 4, 2, 4, 124",
        "tuned, 3, 2, 2, 82",
        "network, 3, 2, 4, 14",
        "network, 4, 2, 2, 13"
    })
    void shouldHaveAsManyFeaturesAsTheCategoriesMake(
            String plan, int countries, int genders, int products, int features) {
        List<Stage<?>> stages =
                Churn.recipe(plan)
                        .features()
                        .stages(
                                People.vocabulary(countries, genders, products),
                                UnseenCategory.KEEP);

        assertThat(sizeOfLastAssembly(stages)).isEqualTo(features);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellItsIndexerWhatToDoWithUnseenCategories(UnseenCategory unseen) {
        for (FeaturePlan plan : PLANS) {
            StringIndexer indexer =
                    (StringIndexer) plan.stages(People.vocabulary(3, 2, 4), unseen).get(0);

            assertThat(indexer.getHandleInvalid()).isEqualTo(unseen.toString());
            assertThat(indexer.getInputCols())
                    .containsExactlyElementsOf(plan.categorical(Churn.SCHEMA));
        }
    }

    @Test
    void shouldUseNoColumnThatIdentifiesACustomerNorTheLabel() {
        for (FeaturePlan plan : PLANS) {
            assertThat(plan.stages(People.vocabulary(3, 2, 4), UnseenCategory.KEEP))
                    .filteredOn(VectorAssembler.class::isInstance)
                    .flatExtracting(stage -> List.of(((VectorAssembler) stage).getInputCols()))
                    .doesNotContain(
                            "RowNumber",
                            "CustomerId",
                            "Surname",
                            Churn.SCHEMA.requireLabel().name());
        }
    }

    @Test
    void shouldEndInAColumnNamedFeatures() {
        assertThat(last(new OneHotFeatures())).isInstanceOf(VectorAssembler.class);
        assertThat(((VectorAssembler) last(new OneHotFeatures())).getOutputCol())
                .isEqualTo("features");
        assertThat(((StandardScaler) last(Churn.TUNED.features())).getOutputCol())
                .isEqualTo("features");
        assertThat(((StandardScaler) last(Churn.NETWORK.features())).getOutputCol())
                .isEqualTo("features");
    }

    private static Stage<?> last(FeaturePlan plan) {
        List<Stage<?>> stages = plan.stages(People.vocabulary(3, 2, 4), UnseenCategory.KEEP);
        return stages.get(stages.size() - 1);
    }

    private static int sizeOfLastAssembly(List<Stage<?>> stages) {
        VectorAssembler last =
                stages.stream()
                        .filter(VectorAssembler.class::isInstance)
                        .map(VectorAssembler.class::cast)
                        .reduce((earlier, later) -> later)
                        .orElseThrow();
        return Arrays.stream(last.getInputSizes()).mapToInt(Integer::intValue).sum();
    }
}
