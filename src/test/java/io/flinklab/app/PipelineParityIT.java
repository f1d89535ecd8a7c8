package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.kit.Recipes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The scorer against Flink ML's own pipeline, both from the saved directory. */
class PipelineParityIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @TempDir Path directory;

    static Stream<Arguments> plansAndData() {
        return Recipes.pipelines().stream()
                .flatMap(plan -> Stream.of(TestData.values()).map(d -> Arguments.of(plan, d)));
    }

    @ParameterizedTest
    @MethodSource("plansAndData")
    void shouldScoreEveryRowAsFlinkMlDoes(Recipe plan, TestData data) throws Exception {
        StoredModel model = LAB.model(data, plan);
        List<Example> customers = new ArrayList<>(data.customers());
        customers.addAll(strangers());

        double[] expected = flinkScores(model.flinkPipeline(), customers);
        Scores scores = Scorer.load(model.directory()).score(customers);

        assertThat(expected).hasSize(customers.size()).hasSize(10_003);
        assertThat(scores.skipped()).isZero();
        assertThat(scores.toArray()).containsExactly(expected, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldScoreTheSameFromACopyElsewhere(Recipe plan) throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, plan);
        List<Example> customers = TestData.SHIPPED.customers().subList(0, 200);
        Path copy = directory.resolve("else where/" + model.version());
        FileUtils.copy(
                new org.apache.flink.core.fs.Path(model.directory().toUri()),
                new org.apache.flink.core.fs.Path(copy.toUri()),
                false);

        assertThat(Scorer.load(copy).score(customers).toArray())
                .isEqualTo(Scorer.load(model.directory()).score(customers).toArray());
        assertThat(flinkScores(copy.resolve("pipeline"), customers))
                .isEqualTo(flinkScores(model.flinkPipeline(), customers));
    }

    /** Of an unseen country, an unseen number of products, and both. */
    private static List<Example> strangers() {
        String anna = CustomerText.ANNA;
        return Stream.of(
                        anna.replace("France", "Italy"),
                        anna.replace("0.0,1,", "0.0,9,"),
                        anna.replace("France", "Italy").replace("0.0,1,", "7.5,9,"))
                .map(row -> ExampleParser.of("strangers", Churn.SCHEMA, "").parse(1, row))
                .map(row -> ((ParsedRow.Accepted) row).example())
                .toList();
    }

    private static double[] flinkScores(Path pipeline, List<Example> customers) throws Exception {
        return FlinkMlScores.of(LAB.cluster(), pipeline, Churn.SCHEMA, customers);
    }
}
