package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Customer;
import io.flinklab.data.CustomerFile;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.FittedStage.StringIndexer;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.Scorer;
import io.flinklab.store.Probe;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProbesTest {

    @ParameterizedTest
    @EnumSource(UnseenCategory.class)
    void shouldBeTheSameSixteenForTheSameModelWithItsScores(UnseenCategory unseen) {
        FittedPipeline pipeline = SamplePipelines.tuned(unseen);
        Scorer scorer = Scorer.of(pipeline);

        List<Probe> probes = Probes.of(pipeline);

        assertThat(probes).hasSize(16).isEqualTo(Probes.of(pipeline));
        assertThat(probes)
                .allSatisfy(
                        probe ->
                                assertThat(probe.score())
                                        .isEqualTo(scorer.score(probe.customer())));
    }

    @Test
    void shouldUseTheCategoriesThatTheModelKnows() {
        List<Probe> probes = Probes.of(with(List.of("Elbonia", "Ruritania", "Syldavia")));

        assertThat(probes)
                .extracting(probe -> probe.customer().geography())
                .contains("Elbonia", "Ruritania", "Syldavia")
                .doesNotContain("France", "Spain", "Germany");
        assertThat(probes)
                .extracting(probe -> probe.customer().gender())
                .contains("Female", "Male");
    }

    @Test
    void shouldHaveNoRowOfTheData() {
        List<Customer> shipped = CustomerFile.read(TestData.SHIPPED.file()).customers();
        Set<List<Double>> rows = new HashSet<>();
        shipped.forEach(customer -> rows.add(numbers(customer)));

        assertThat(Probes.of(SamplePipelines.tuned(UnseenCategory.KEEP)))
                .noneMatch(probe -> rows.contains(numbers(probe.customer())));
    }

    private static List<Double> numbers(Customer customer) {
        return List.of(customer.creditScore(), customer.balance(), customer.estimatedSalary());
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
