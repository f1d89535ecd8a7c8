package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.data.Dataset;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.FittedStage.StringIndexer;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.store.GoldenScore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoldenScoresTest {

    @ParameterizedTest
    @EnumSource(UnseenCategory.class)
    void shouldBeTheSameSixteenForTheSameModelWithItsScores(UnseenCategory unseen) {
        FittedPipeline pipeline = SamplePipelines.tuned(unseen);
        Scorer scorer = Scorer.of(Churn.SCHEMA, pipeline);

        List<GoldenScore> goldenScores = GoldenScores.of(scorer, TestData.SHIPPED.customers());

        assertThat(goldenScores)
                .hasSize(16)
                .isEqualTo(GoldenScores.of(scorer, TestData.SHIPPED.customers()));
        assertThat(goldenScores)
                .allSatisfy(
                        golden ->
                                assertThat(golden.score())
                                        .isEqualTo(scorer.score(golden.example(Churn.SCHEMA))));
    }

    @Test
    void shouldUseTheCategoriesThatTheModelKnows() {
        List<GoldenScore> goldenScores =
                GoldenScores.of(
                        Scorer.of(Churn.SCHEMA, with(List.of("Elbonia", "Ruritania", "Syldavia"))),
                        TestData.SHIPPED.customers());

        assertThat(goldenScores)
                .extracting(golden -> golden.example(Churn.SCHEMA).text(0))
                .contains("Elbonia", "Ruritania", "Syldavia")
                .doesNotContain("France", "Spain", "Germany");
        assertThat(goldenScores)
                .extracting(golden -> golden.example(Churn.SCHEMA).text(1))
                .contains("Female", "Male");
    }

    @Test
    void shouldHaveNoRowOfTheData() {
        List<Example> shipped = Dataset.read(Churn.SCHEMA, TestData.SHIPPED.file()).examples();
        Set<List<Double>> rows = new HashSet<>();
        shipped.forEach(customer -> rows.add(numbers(customer)));

        assertThat(
                        GoldenScores.of(
                                Scorer.of(Churn.SCHEMA, SamplePipelines.tuned(UnseenCategory.KEEP)),
                                shipped))
                .noneMatch(golden -> rows.contains(numbers(golden.example(Churn.SCHEMA))));
    }

    private static List<Double> numbers(Example customer) {
        return List.of(customer.number(0), customer.number(3), customer.number(7));
    }

    private static FittedPipeline with(List<String> geographies) {
        List<FittedStage> stages =
                new ArrayList<>(SamplePipelines.reference(UnseenCategory.ERROR).stages());
        StringIndexer indexer = (StringIndexer) stages.get(0);
        stages.set(
                0,
                new StringIndexer(
                        indexer.inputs(),
                        indexer.outputs(),
                        List.of(geographies, List.of("Female", "Male")),
                        indexer.unseen()));
        return new FittedPipeline(stages);
    }
}
