package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flinklab.app.Lab;
import io.flinklab.app.TestData;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.interchange.Runtimes;
import io.flinklab.kit.Recipes;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trained models by ONNX Runtime against the plain scorer, on every row. */
class OnnxParityIT {
    @RegisterExtension static final Lab LAB = new Lab();

    static Stream<Arguments> plansAndData() {
        return Recipes.pipelines().stream()
                .flatMap(plan -> Stream.of(TestData.values()).map(d -> Arguments.of(plan, d)));
    }

    @ParameterizedTest
    @MethodSource("plansAndData")
    void shouldScoreEveryRowAsThePlainScorerDoes(Recipe plan, TestData data) throws Exception {
        StoredModel model = LAB.model(data, plan);
        List<Example> customers = new ArrayList<>(data.customers());
        customers.add(Samples.from("Italy", 1));
        customers.add(Samples.from("Italy", 9));

        double[] expected = Scorer.of(model).score(customers).toArray();
        try (Scorer onnx = Runtimes.ONNX.open(ServedModel.of(model))) {
            assertThat(expected).hasSize(10_002);
            assertThat(onnx.score(customers).toArray()).containsExactly(expected, within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("io.flinklab.kit.Recipes#estimators")
    void shouldBehaveTheSameAsAFileThatComesBack(Recipe plan) throws Exception {
        StoredModel model = LAB.model(TestData.SHIPPED, plan);
        ServedModel served = ServedModel.of(model);
        byte[] file =
                OnnxExport.write(
                        Churn.SCHEMA,
                        model.pipeline(),
                        ExportMetadata.of(
                                Churn.SCHEMA, model.pipeline(), served.version(), served.sha256()));
        List<Example> customers = TestData.SHIPPED.customers();

        assertThat(file).hasSizeLessThan(20_000);
        try (Scorer direct = Runtimes.ONNX.open(served);
                Scorer imported = Runtimes.AUTO.open(Samples.served(ModelFormat.ONNX, file))) {
            assertThat(imported.threshold()).isEqualTo(Scorer.of(model).threshold());
            assertThat(imported.score(customers).toArray())
                    .isEqualTo(direct.score(customers).toArray());
        }
    }
}
