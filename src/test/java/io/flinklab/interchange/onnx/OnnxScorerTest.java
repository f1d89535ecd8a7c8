package io.flinklab.interchange.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.UnseenCategoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxScorerTest {
    static Stream<FittedPipeline> pipelines() {
        return Stream.concat(Samples.pipelines(), Stream.of(Samples.everyNumber()));
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldTreatEveryCustomerAsThePlainScorerDoes(FittedPipeline pipeline) {
        Scorer plain = Scorer.of(Churn.SCHEMA, pipeline);
        try (Scorer onnx = Samples.onnx(pipeline)) {
            for (Example customer : Samples.customers(1_000)) {
                Object expected = outcome(plain, customer);
                Object found = outcome(onnx, customer);

                if (expected instanceof Double score) {
                    assertThat((Double) found).as("%s", customer).isCloseTo(score, within(1e-12));
                } else {
                    assertThat(found).as("%s", customer).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void shouldScoreManyCustomersAsThePlainScorerDoes(FittedPipeline pipeline) {
        Scorer plain = Scorer.of(Churn.SCHEMA, pipeline);
        List<Example> customers =
                Samples.customers(10_000).stream()
                        .filter(c -> !(outcome(plain, c) instanceof String))
                        .toList();

        Scores expected = plain.score(customers);
        try (Scorer onnx = Samples.onnx(pipeline)) {
            Scores found = onnx.score(customers);

            assertThat(found.size()).isEqualTo(expected.size());
            for (int i = 0; i < customers.size(); i++) {
                assertThat(found.isSkipped(i)).isEqualTo(expected.isSkipped(i));
            }
            assertThat(found.toArray()).containsExactly(expected.toArray(), within(1e-12));
        }
    }

    @Test
    void shouldRefuseANumberThatIsNoCategoryOfTheEncoder() {
        FittedPipeline pipeline = SamplePipelines.tuned(UnseenCategory.KEEP);
        Scorer plain = Scorer.of(Churn.SCHEMA, pipeline);
        try (Scorer onnx = Samples.onnx(pipeline)) {
            for (double products : List.of(-1.0, 1.5, 6.0, 1e300)) {
                Example customer = Samples.from("France", products);

                assertThatThrownBy(() -> plain.score(customer))
                        .isInstanceOf(UnseenCategoryException.class);
                assertThatThrownBy(() -> onnx.score(customer))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("found NaN for Example");
            }
            assertThat(onnx.score(Samples.from("France", 5)))
                    .isCloseTo(plain.score(Samples.from("France", 5)), within(1e-12));
        }
    }

    @Test
    void shouldRefuseWhatABucketizerDoesNotKeep() {
        FittedPipeline pipeline =
                SamplePipelines.of(
                        new FittedStage.Bucketizer(
                                List.of("Age"),
                                List.of("Bin"),
                                List.of(List.of(18.0, 40.0, 60.0)),
                                UnseenCategory.ERROR),
                        new FittedStage.VectorAssembler(List.of("Bin"), List.of(1), "features"),
                        SamplePipelines.classifier(1));
        try (Scorer onnx = Samples.onnx(pipeline)) {
            assertThat(onnx.score(aged(60)))
                    .isCloseTo(Scorer.of(Churn.SCHEMA, pipeline).score(aged(60)), within(1e-12));
            assertThatThrownBy(() -> onnx.score(aged(60.5)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void shouldTakeThresholdAndCategoriesFromTheFile() {
        FittedPipeline pipeline = SamplePipelines.reference(UnseenCategory.SKIP);
        ExportMetadata metadata =
                new ExportMetadata(
                        "v000001", "", 0.0, Samples.metadata(pipeline).categories(), List.of());
        try (Scorer onnx =
                OnnxScorer.open(Churn.SCHEMA, OnnxExport.write(Churn.SCHEMA, pipeline, metadata))) {
            Optional<Prediction> prediction = onnx.predict(Samples.anna());

            assertThat(onnx.threshold()).isZero();
            assertThat(prediction).map(Prediction::prediction).contains(1);
            assertThat(onnx.predict(Samples.from("Italy", 1))).isEmpty();
        }
    }

    @Test
    void shouldTakeTheMetadataOfAFileOfAnEarlierVersion() throws InvalidProtocolBufferException {
        FittedPipeline pipeline = SamplePipelines.reference(UnseenCategory.SKIP);
        ModelProto.Builder file =
                ModelProto.parseFrom(
                        OnnxExport.write(Churn.SCHEMA, pipeline, Samples.metadata(pipeline)))
                        .toBuilder();
        file.getMetadataPropsBuilderList().stream()
                .filter(entry -> entry.getKey().equals("exportMetadata"))
                .forEach(entry -> entry.setKey("modelCard"));

        try (Scorer onnx = OnnxScorer.open(Churn.SCHEMA, file.build().toByteArray())) {
            assertThat(onnx.predict(Samples.from("Italy", 1))).isEmpty();
        }
    }

    @Test
    void shouldSayWhatIsWrongWithABrokenFile() {
        byte[] whole =
                OnnxExport.write(
                        Churn.SCHEMA,
                        SamplePipelines.reference(UnseenCategory.KEEP),
                        ExportMetadata.none());

        for (byte[] broken : List.of(new byte[0], "a text".getBytes(), Arrays.copyOf(whole, 700))) {
            assertThatThrownBy(() -> OnnxScorer.open(Churn.SCHEMA, broken))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Expected a whole ONNX model; ");
        }
    }

    private static Example aged(double age) {
        Example anna = Samples.anna();
        return new Customer(
                        1, 2, "Ben", 600, "Spain", "Male", age, 2, 0, 1, 1, 1, anna.number(7), 0)
                .toExample();
    }

    /** The score, nothing where it is skipped, the message where it is refused. */
    private static Object outcome(Scorer scorer, Example customer) {
        try {
            return scorer.predict(customer).map(p -> (Object) p.score()).orElse("skipped");
        } catch (UnseenCategoryException e) {
            return e.getMessage();
        }
    }
}
