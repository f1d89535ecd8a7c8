package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.CustomerSchema;
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

    @ParameterizedTest
    @CsvSource({
        "ARTICLE, 3, 2, 4, 13",
        "ARTICLE, 5, 2, 4, 15",
        "ARTICLE, 1, 1, 1, 10",
        "PAIRWISE, 3, 2, 4, 109",
        "PAIRWISE, 4, 2, 4, 124",
        "PAIRWISE, 3, 2, 2, 82",
        "SINGLE, 3, 2, 4, 14",
        "SINGLE, 4, 2, 2, 13"
    })
    void shouldHaveAsManyFeaturesAsTheCategoriesMake(
            FeaturePlan plan, int countries, int genders, int products, int features) {
        List<Stage<?>> stages =
                plan.stages(People.vocabulary(countries, genders, products), UnseenCategory.KEEP);

        assertThat(sizeOfLastAssembly(stages)).isEqualTo(features);
    }

    @ParameterizedTest
    @EnumSource
    void shouldTellItsIndexerWhatToDoWithUnseenCategories(UnseenCategory unseen) {
        for (FeaturePlan plan : FeaturePlan.values()) {
            StringIndexer indexer =
                    (StringIndexer) plan.stages(People.vocabulary(3, 2, 4), unseen).get(0);

            assertThat(indexer.getHandleInvalid()).isEqualTo(unseen.toString());
            assertThat(indexer.getInputCols()).containsExactlyElementsOf(plan.categorical());
        }
    }

    @Test
    void shouldUseNoColumnThatIdentifiesACustomerNorTheLabel() {
        for (FeaturePlan plan : FeaturePlan.values()) {
            assertThat(plan.stages(People.vocabulary(3, 2, 4), UnseenCategory.KEEP))
                    .filteredOn(VectorAssembler.class::isInstance)
                    .flatExtracting(stage -> List.of(((VectorAssembler) stage).getInputCols()))
                    .doesNotContain("RowNumber", "CustomerId", "Surname", CustomerSchema.LABEL);
        }
    }

    @Test
    void shouldEndInAColumnNamedFeatures() {
        assertThat(last(FeaturePlan.ARTICLE)).isInstanceOf(VectorAssembler.class);
        assertThat(((VectorAssembler) last(FeaturePlan.ARTICLE)).getOutputCol())
                .isEqualTo("features");
        assertThat(((StandardScaler) last(FeaturePlan.PAIRWISE)).getOutputCol())
                .isEqualTo("features");
        assertThat(((StandardScaler) last(FeaturePlan.SINGLE)).getOutputCol())
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
