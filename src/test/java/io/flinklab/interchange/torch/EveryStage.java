package io.flinklab.interchange.torch;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.SamplePipelines;
import io.flinklab.features.UnseenCategory;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Pipelines that use what stages can do and the plans do not need. */
final class EveryStage {
    private EveryStage() {}

    static Stream<FittedPipeline> pipelines() {
        return Stream.of(
                categoriesOfNumbers(),
                categoriesOfCategories(),
                scalers(),
                intervals(),
                lastDropped(),
                single(),
                SamplePipelines.imputed());
    }

    /** Some tenures are unseen, one category is not written as numbers are. */
    private static FittedPipeline categoriesOfNumbers() {
        List<String> years = IntStream.range(0, 9).mapToObj(year -> year + ".0").toList();
        return SamplePipelines.of(
                new FittedStage.StringIndexer(
                        List.of("NumOfProducts", "Tenure"),
                        List.of("ProductsIndex", "TenureIndex"),
                        List.of(List.of("4.0", "3", "many", "2.0", "1.0"), years),
                        UnseenCategory.KEEP),
                new FittedStage.OneHotEncoder(
                        List.of("ProductsIndex", "TenureIndex", "NumOfProducts"),
                        List.of("P", "T", "N"),
                        List.of(5, 9, 5)),
                new FittedStage.Interaction(List.of("N", "Age", "P"), "cells"),
                new FittedStage.VectorAssembler(List.of("cells", "T"), List.of(25, 9), "joined"),
                scaler("joined", "features", 34, 0.1, 100),
                SamplePipelines.classifier(34));
    }

    private static FittedPipeline categoriesOfCategories() {
        return SamplePipelines.of(
                SamplePipelines.indexer(UnseenCategory.KEEP),
                new FittedStage.StringIndexer(
                        List.of("GeographyIndex"),
                        List.of("Again"),
                        List.of(List.of("2.0", "0.0", "3.0")),
                        UnseenCategory.KEEP),
                new FittedStage.Binarizer(
                        List.of("Again", "Balance"), List.of("Abroad", "Rich"), List.of(0.5, 1e5)),
                new FittedStage.VectorAssembler(
                        List.of("Again", "GenderIndex", "Abroad", "Rich"),
                        Collections.nCopies(4, 1),
                        "features"),
                SamplePipelines.classifier(4));
    }

    private static FittedPipeline scalers() {
        return SamplePipelines.of(
                new FittedStage.VectorAssembler(
                        List.of("Age", "Tenure"), List.of(1, 1), "numbers of people"),
                new FittedStage.StandardScaler(
                        "numbers of people", "1", values(40), values(10), true, false),
                new FittedStage.StandardScaler(
                        "numbers of people", "if", values(40), values(10), false, true),
                new FittedStage.StandardScaler(
                        "numbers of people", "x", values(40), List.of(0.0, 3.0), true, true),
                new FittedStage.StandardScaler(
                        "numbers of people", "?", values(40), values(10), false, false),
                new FittedStage.VectorAssembler(
                        List.of("1", "if", "x", "?"), Collections.nCopies(4, 2), "all"),
                new FittedStage.PolynomialExpansion("all", "p", 2),
                scaler("p", "features", 44, 50, 1e4),
                SamplePipelines.classifier(44));
    }

    private static FittedPipeline intervals() {
        return SamplePipelines.of(
                new FittedStage.Bucketizer(
                        List.of("Age", "NumOfProducts"),
                        List.of("AgeBin", "ProductsBin"),
                        List.of(List.of(18.0, 30.0, 41.0, 74.0), List.of(1.0, 2.0)),
                        UnseenCategory.KEEP),
                new FittedStage.OneHotEncoder(
                        List.of("AgeBin", "ProductsBin"), List.of("A", "P"), List.of(3, 1)),
                new FittedStage.VectorAssembler(
                        List.of("A", "P", "AgeBin"), List.of(3, 1, 1), "features"),
                SamplePipelines.classifier(5));
    }

    /** The encoder has no place for an unseen category, and refuses it. */
    private static FittedPipeline lastDropped() {
        return SamplePipelines.of(
                SamplePipelines.indexer(UnseenCategory.KEEP),
                new FittedStage.OneHotEncoder(
                        List.of("GeographyIndex"), List.of("features"), List.of(2)),
                SamplePipelines.classifier(2));
    }

    private static FittedPipeline single() {
        return SamplePipelines.of(
                new FittedStage.Interaction(List.of("HasCrCard"), "i"),
                new FittedStage.PolynomialExpansion("i", "features", 1),
                SamplePipelines.classifier(1));
    }

    private static FittedStage scaler(
            String input, String output, int size, double mean, double std) {
        return new FittedStage.StandardScaler(
                input,
                output,
                Collections.nCopies(size, mean),
                Collections.nCopies(size, std),
                true,
                true);
    }

    private static List<Double> values(double first) {
        return List.of(first, first / 3);
    }
}
