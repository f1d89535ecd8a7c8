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
                                                categoriesOfNumbers(unseen),
                                                expandedCategories(unseen),
                                                indexesAsNumbers(unseen))));
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

    /** Some tenures are unseen; one category is no number, another no number's text in Java. */
    static FittedPipeline categoriesOfNumbers(UnseenCategory unseen) {
        List<String> years =
                Stream.concat(
                                IntStream.range(0, 7).mapToObj(year -> year + ".0"),
                                Stream.of("8", "many"))
                        .toList();
        return SamplePipelines.of(
                new FittedStage.StringIndexer(
                        List.of("NumOfProducts", "Tenure"),
                        List.of("ProductsIndex", "TenureIndex"),
                        List.of(List.of("4.0", "3.0", "2.0", "1.0"), years),
                        unseen),
                new FittedStage.OneHotEncoder(
                        List.of("ProductsIndex", "TenureIndex", "NumOfProducts"),
                        List.of("P", "T", "N"),
                        List.of(4, 9, 5)),
                new FittedStage.Interaction(List.of("N", "Age", "P"), "cells"),
                new FittedStage.VectorAssembler(List.of("cells", "T"), List.of(20, 9), "joined"),
                new FittedStage.StandardScaler(
                        "joined",
                        "features",
                        Collections.nCopies(29, 0.1),
                        Collections.nCopies(29, 40.0),
                        false,
                        true),
                SamplePipelines.classifier(29));
    }

    /** Indicators times indicators and a number, of which one has no deviation; degree 3. */
    private static FittedPipeline expandedCategories(UnseenCategory unseen) {
        return SamplePipelines.of(
                SamplePipelines.indexer(unseen),
                SamplePipelines.encoder(),
                new FittedStage.VectorAssembler(
                        List.of("GeographyVec", "GenderVec", "Age"), List.of(3, 2, 1), "joined"),
                new FittedStage.StandardScaler(
                        "joined",
                        "scaled",
                        List.of(0.5, 0.25, 0.25, 0.45, 0.55, 39.0),
                        List.of(0.5, 0.43, 0.43, 0.0, 0.5, 10.0),
                        true,
                        true),
                new FittedStage.PolynomialExpansion("scaled", "features", 3),
                SamplePipelines.classifier(83));
    }

    /** Category indexes that no encoder reads, and intervals that leave no customer out. */
    private static FittedPipeline indexesAsNumbers(UnseenCategory unseen) {
        return SamplePipelines.of(
                SamplePipelines.indexer(unseen),
                new FittedStage.Bucketizer(
                        List.of("Age", "Tenure"),
                        List.of("AgeBin", "TenureBin"),
                        List.of(List.of(18.0, 40.0, 87.0), List.of(2.0, 3.5, 7.0, 9.0)),
                        UnseenCategory.KEEP),
                new FittedStage.VectorAssembler(
                        List.of("GeographyIndex", "GenderIndex", "AgeBin", "TenureBin"),
                        List.of(1, 1, 1, 1),
                        "joined"),
                new FittedStage.StandardScaler(
                        "joined",
                        "features",
                        List.of(0.7, 0.5, 0.6, 1.0),
                        List.of(0.8, 0.5, 0.5, 1.1),
                        true,
                        false),
                SamplePipelines.classifier(4));
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
