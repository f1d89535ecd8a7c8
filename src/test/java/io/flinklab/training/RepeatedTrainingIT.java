package io.flinklab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same data and options give the same bytes, whatever parallelism is asked for. */
class RepeatedTrainingIT {
    @RegisterExtension static final Lab LAB = new Lab();

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldGiveTheSameBytesThreeTimesRunning(Recipe plan) throws Exception {
        byte[] first = parameters(LAB.model(TestData.SHIPPED, plan));

        assertThat(parameters(train(TestData.SHIPPED, plan, 1))).isEqualTo(first);
        assertThat(parameters(train(TestData.SHIPPED, plan, 1))).isEqualTo(first);
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldGiveTheSameBytesAtAnyParallelism(Recipe plan) throws Exception {
        byte[] alone = parameters(LAB.model(TestData.SHIPPED, plan));

        assertThat(parameters(train(TestData.SHIPPED, plan, 2))).isEqualTo(alone);
        assertThat(parameters(train(TestData.SHIPPED, plan, 4))).isEqualTo(alone);
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#pipelines")
    void shouldGiveTheSameBytesOnTheArticlesCustomersToo(Recipe plan) throws Exception {
        byte[] alone = parameters(LAB.model(TestData.REAL, plan));

        assertThat(parameters(train(TestData.REAL, plan, 1))).isEqualTo(alone);
        assertThat(parameters(train(TestData.REAL, plan, 4))).isEqualTo(alone);
    }

    private static StoredModel train(TestData data, Recipe plan, int parallelism) throws Exception {
        return LAB.train(
                data.file(),
                plan,
                new TrainingOptions(Split.Method.ARTICLE, 42, parallelism, UnseenCategory.KEEP));
    }

    private static byte[] parameters(StoredModel model) throws IOException {
        return Files.readAllBytes(model.directory().resolve("parameters.json"));
    }
}
