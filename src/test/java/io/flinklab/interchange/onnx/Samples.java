package io.flinklab.interchange.onnx;

import io.flinklab.churn.Churn;
import io.flinklab.churn.Customer;
import io.flinklab.data.Example;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import io.flinklab.interchange.ExportMetadata;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pipelines and customers made up for tests: every stage in every position, unseen values. */
final class Samples {
    private static final List<String> COUNTRIES = List.of("France", "Germany", "Spain");

    private Samples() {}

    static Stream<FittedPipeline> pipelines() {
        return Stream.concat(
                Stream.of(SamplePipelines.imputed()),
                Stream.of(UnseenCategory.values())
                        .flatMap(
                                unseen ->
                                        Stream.of(
                                                SamplePipelines.reference(unseen),
                                                SamplePipelines.tuned(unseen),
                                                SamplePipelines.categoriesOfNumbers(unseen),
                                                SamplePipelines.expandedCategories(unseen),
                                                SamplePipelines.indexesAsNumbers(unseen))));
    }

    /** A scorer of the pipeline's ONNX file. */
    static Scorer onnx(FittedPipeline pipeline) {
        return OnnxScorer.open(
                Churn.SCHEMA, OnnxExport.write(Churn.SCHEMA, pipeline, metadata(pipeline)));
    }

    static ExportMetadata metadata(FittedPipeline pipeline) {
        return ExportMetadata.of(Churn.SCHEMA, pipeline, "v000007", "ab".repeat(32));
    }

    /** A model as it comes out of a store. */
    static ServedModel served(ModelFormat format, byte[] content) {
        return new ServedModel("v000007", sha256(content), Churn.SCHEMA, format, content);
    }

    static Example anna() {
        return from("France", 1);
    }

    static Example from(String geography, double products) {
        return new Customer(
                        1, 15634602, "Anna", 619, geography, "Female", 42, 2, 0, products, 1, 1,
                        101348.88, 0)
                .toExample();
    }

    /** Customers of all kinds, always the same ones; a few are of an unseen country. */
    static List<Example> customers(int count) {
        Random random = new Random(11);
        return IntStream.range(0, count).mapToObj(i -> customer(i, random)).toList();
    }

    private static Example customer(int i, Random random) {
        boolean elsewhere = random.nextInt(20) == 0;
        boolean rich = random.nextDouble() > 0.36;
        return new Customer(
                        i,
                        15_000_000 + i,
                        "Customer" + i,
                        350 + random.nextInt(501),
                        elsewhere ? "Österreich" : COUNTRIES.get(random.nextInt(3)),
                        random.nextBoolean() ? "Male" : "Female",
                        18 + random.nextInt(70),
                        random.nextInt(11),
                        rich ? 250_000 * random.nextDouble() : 0,
                        1 + random.nextInt(4),
                        random.nextInt(2),
                        random.nextInt(2),
                        200_000 * random.nextDouble(),
                        random.nextInt(2))
                .toExample();
    }

    /** All numbers as they are, of which the customer's columns are the first. */
    static FittedPipeline everyNumber() {
        return SamplePipelines.of(
                new FittedStage.VectorAssembler(
                        Churn.SCHEMA.numberNames(), Collections.nCopies(8, 1), "numbers"),
                new FittedStage.StandardScaler(
                        "numbers",
                        "features",
                        List.of(650.5, 38.9, 5.01, 76485.9, 1.53, 0.7, 0.5, 100090.2),
                        List.of(96.6, 10.5, 2.9, 62397.4, 0.58, 0.4, 0.5, 57510.5),
                        true,
                        true),
                SamplePipelines.classifier(8));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
