package io.flinklab.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeatureNamesTest {
    private static List<String> named(int size, FittedStage... stages) {
        List<FittedStage> all = new ArrayList<>(List.of(stages));
        all.add(SamplePipelines.classifier(size));
        return FeatureNames.of(new FittedPipeline(all));
    }

    private static FittedStage.VectorAssembler features(Map<String, Integer> sizes) {
        List<String> inputs = sizes.keySet().stream().sorted().toList();
        return new FittedStage.VectorAssembler(
                inputs, inputs.stream().map(sizes::get).toList(), "features");
    }

    @Test
    void shouldNameTheArticlesFeaturesInTheirOrder() {
        FittedPipeline pipeline = SamplePipelines.reference(UnseenCategory.KEEP);

        List<String> names = FeatureNames.of(pipeline);

        assertThat(names)
                .containsExactly(
                        "CreditScore",
                        "Age",
                        "Tenure",
                        "Balance",
                        "NumOfProducts",
                        "EstimatedSalary",
                        "Geography=France",
                        "Geography=Germany",
                        "Geography=Spain",
                        "Gender=Female",
                        "Gender=Male",
                        "HasCrCard",
                        "IsActiveMember");
    }

    @Test
    void shouldNameEveryFeatureOfAPipelineOfAllStages() {
        FittedPipeline pipeline = SamplePipelines.tuned(UnseenCategory.KEEP);

        List<String> names = FeatureNames.of(pipeline);

        assertThat(names)
                .hasSameSizeAs(pipeline.classifier().coefficients())
                .doesNotHaveDuplicates()
                .contains(
                        "CreditScore x CreditScore x Age",
                        "Age=30 to 40 x NumOfProducts=1",
                        "Geography=Spain x Gender=Male x Tenure",
                        "IsActiveMember x Age=-Infinity to 30",
                        "HasBalance");
    }

    @Test
    void shouldTellThePowerOfANumberFromTheProductOfTwoElements() {
        List<String> names =
                named(
                        5,
                        new FittedStage.PolynomialExpansion("Age", "AgeCurve", 2),
                        new FittedStage.PolynomialExpansion("AgeCurve", "features", 2));

        assertThat(names)
                .containsExactly("Age", "Age x Age", "Age^2", "Age x Age^2", "Age^2 x Age^2");
    }

    @Test
    void shouldNameAnImputedColumnAsTheColumnItself() {
        FittedPipeline pipeline = SamplePipelines.imputed();

        List<String> names = FeatureNames.of(pipeline);

        assertThat(names)
                .hasSameSizeAs(pipeline.classifier().coefficients())
                .startsWith("Age", "Age x Age", "Balance", "Age x Balance")
                .contains("Geography=France", "NumOfProducts=2", "Age=18 to 38.5", "CardKnown=1");
    }

    @Test
    void shouldNumberCategoriesThatNoStageNamed() {
        List<String> names =
                named(
                        3,
                        new FittedStage.OneHotEncoder(
                                List.of("Tenure"), List.of("TenureVec"), List.of(2)),
                        features(Map.of("Age", 1, "TenureVec", 2)));

        assertThat(names).containsExactly("Age", "Tenure=0", "Tenure=1");
    }
}
