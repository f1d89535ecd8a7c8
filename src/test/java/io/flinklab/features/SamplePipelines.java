package io.flinklab.features;

import io.flinklab.data.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fitted pipelines with made-up values, in the shapes of the two plans. */
public final class SamplePipelines {
    private static final List<String> CATEGORICAL = List.of("Geography", "Gender");
    private static final List<String> NUMERIC =
            List.of("CreditScore", "Age", "Tenure", "Balance", "NumOfProducts", "EstimatedSalary");

    private SamplePipelines() {}

    /** The article's pipeline: 13 features. */
    public static FittedPipeline reference(UnseenCategory unseen) {
        return new FittedPipeline(
                List.of(
                        indexer(unseen),
                        encoder(),
                        new FittedStage.VectorAssembler(
                                NUMERIC, Collections.nCopies(6, 1), "numbers"),
                        new FittedStage.StandardScaler(
                                "numbers",
                                "scaled",
                                List.of(650.5, 38.9, 5.01, 76485.9, 1.53, 100090.2),
                                List.of(96.6, 10.5, 2.9, 62397.4, 0.58, 57510.5),
                                true,
                                true),
                        new FittedStage.VectorAssembler(
                                List.of(
                                        "scaled",
                                        "GeographyVec",
                                        "GenderVec",
                                        "HasCrCard",
                                        "IsActiveMember"),
                                List.of(6, 3, 2, 1, 1),
                                "features"),
                        classifier(13)));
    }

    /** The article's pipeline for three other countries. */
    public static FittedPipeline knowing(List<String> countries, UnseenCategory unseen) {
        List<FittedStage> stages = new ArrayList<>(reference(unseen).stages());
        stages.set(
                0,
                new FittedStage.StringIndexer(
                        CATEGORICAL,
                        List.of("GeographyIndex", "GenderIndex"),
                        List.of(countries, List.of("Female", "Male")),
                        unseen));
        return new FittedPipeline(stages);
    }

    /** Age bins, products and zero balance as categories, squares and interactions. */
    public static FittedPipeline tuned(UnseenCategory unseen) {
        return new FittedPipeline(
                List.of(
                        indexer(unseen),
                        new FittedStage.Bucketizer(
                                List.of("Age"),
                                List.of("AgeBin"),
                                List.of(
                                        List.of(
                                                Double.NEGATIVE_INFINITY,
                                                30.0,
                                                40.0,
                                                50.0,
                                                60.0,
                                                Double.POSITIVE_INFINITY)),
                                UnseenCategory.KEEP),
                        new FittedStage.Binarizer(
                                List.of("Balance"), List.of("HasBalance"), List.of(0.0)),
                        encoder(),
                        new FittedStage.OneHotEncoder(
                                List.of("AgeBin", "NumOfProducts"),
                                List.of("AgeBinVec", "ProductsVec"),
                                List.of(5, 5)),
                        new FittedStage.VectorAssembler(
                                List.of("CreditScore", "Age", "Tenure", "IsActiveMember"),
                                List.of(1, 1, 1, 1),
                                "numbers"),
                        new FittedStage.StandardScaler(
                                "numbers",
                                "scaled",
                                List.of(650.5, 38.9, 5.01, 0.515),
                                List.of(96.6, 10.5, 2.9, 0.4998),
                                true,
                                true),
                        new FittedStage.PolynomialExpansion("scaled", "powers", 3),
                        new FittedStage.Interaction(List.of("AgeBinVec", "ProductsVec"), "cells"),
                        new FittedStage.Interaction(
                                List.of("GeographyVec", "GenderVec", "scaled"), "slopes"),
                        new FittedStage.Interaction(
                                List.of("IsActiveMember", "AgeBinVec"), "active"),
                        new FittedStage.VectorAssembler(
                                List.of("powers", "cells", "slopes", "active", "HasBalance"),
                                List.of(34, 25, 24, 5, 1),
                                "joined"),
                        new FittedStage.StandardScaler(
                                "joined",
                                "features",
                                Collections.nCopies(89, 0.3),
                                Collections.nCopies(89, 1.7),
                                true,
                                true),
                        classifier(89)));
    }

    /**
     * Missing numbers imputed before every stage that reads numbers, and unseen countries taken for
     * the most frequent one.
     */
    public static FittedPipeline imputed() {
        return of(
                new FittedStage.Imputer(
                        List.of("Age", "Balance", "NumOfProducts", "HasCrCard"),
                        List.of("AgeKnown", "BalanceKnown", "ProductsKnown", "CardKnown"),
                        List.of(38.5, 76485.9, 1.0, 1.0)),
                new FittedStage.StringIndexer(
                        List.of("Geography", "ProductsKnown"),
                        List.of("GeographyIndex", "ProductsIndex"),
                        List.of(
                                List.of("Spain", "France", "Germany"),
                                List.of("1.0", "2.0", "3.0", "4.0")),
                        UnseenCategory.KEEP),
                new FittedStage.Imputer(
                        List.of("GeographyIndex"), List.of("Country"), List.of(1.0), 3),
                new FittedStage.Imputer(List.of("Tenure"), List.of("TenureKnown"), List.of(5.0), 0),
                new FittedStage.Bucketizer(
                        List.of("AgeKnown"),
                        List.of("AgeBin"),
                        List.of(List.of(18.0, 38.5, 60.0, 95.0)),
                        UnseenCategory.KEEP),
                new FittedStage.Binarizer(
                        List.of("BalanceKnown"), List.of("HasBalance"), List.of(0.0)),
                new FittedStage.OneHotEncoder(
                        List.of("Country", "ProductsIndex", "AgeBin", "CardKnown"),
                        List.of("CountryVec", "ProductsVec", "AgeVec", "CardVec"),
                        List.of(3, 4, 3, 2)),
                new FittedStage.VectorAssembler(
                        List.of("AgeKnown", "BalanceKnown", "TenureKnown", "HasBalance"),
                        List.of(1, 1, 1, 1),
                        "numbers"),
                new FittedStage.StandardScaler(
                        "numbers",
                        "scaled",
                        List.of(38.9, 76485.9, 5.01, 0.6),
                        List.of(10.5, 62397.4, 2.9, 0.5),
                        true,
                        true),
                new FittedStage.PolynomialExpansion("scaled", "powers", 2),
                new FittedStage.VectorAssembler(
                        List.of("powers", "CountryVec", "ProductsVec", "AgeVec", "CardVec"),
                        List.of(14, 3, 4, 3, 2),
                        "features"),
                classifier(26));
    }

    /** A missing age imputed, and known as missing to the stages beside the imputer. */
    public static FittedPipeline imputedAndMarked() {
        return of(
                new FittedStage.Imputer(List.of("Age"), List.of("AgeKnown"), List.of(38.5)),
                new FittedStage.Bucketizer(
                        List.of("Age"),
                        List.of("AgeBin"),
                        List.of(List.of(18.0, 40.0, 95.0)),
                        UnseenCategory.KEEP),
                new FittedStage.StringIndexer(
                        List.of("Age"),
                        List.of("AgeIndex"),
                        List.of(List.of("38.0", "NaN")),
                        UnseenCategory.KEEP),
                new FittedStage.Binarizer(List.of("Age"), List.of("Old"), List.of(60.0)),
                new FittedStage.OneHotEncoder(
                        List.of("AgeBin", "AgeIndex"),
                        List.of("BinVec", "IndexVec"),
                        List.of(3, 3)),
                new FittedStage.VectorAssembler(
                        List.of("AgeKnown", "BinVec", "IndexVec", "Old"),
                        List.of(1, 3, 3, 1),
                        "joined"),
                new FittedStage.StandardScaler(
                        "joined",
                        "features",
                        Collections.nCopies(8, 0.5),
                        Collections.nCopies(8, 20.0),
                        true,
                        true),
                classifier(8));
    }

    /** The article's features before a support vector machine whose cut is not 0. */
    public static FittedPipeline supportVectors() {
        return before(
                reference(UnseenCategory.KEEP),
                new Predictor.LinearSVC("features", classifier(13).coefficients(), 0.3));
    }

    /** Bins of numbers, some of which training did not see, and categories, before naive Bayes. */
    public static FittedPipeline naiveBayes() {
        Predictor.NaiveBayes.Feature feature =
                new Predictor.NaiveBayes.Feature(
                        List.of(0.0, 1.0, 2.0),
                        List.of(List.of(-0.5, -1.5, -2.5), List.of(-2.0, -0.75, -1.25)));
        return of(
                indexer(UnseenCategory.KEEP),
                new FittedStage.VectorAssembler(
                        List.of("Age", "Balance", "Tenure"), List.of(1, 1, 1), "numbers"),
                new FittedStage.KBinsDiscretizer(
                        "numbers",
                        "bins",
                        List.of(
                                List.of(18.0, 35.0, 50.0, 60.0),
                                List.of(0.0, 1.0, 1e5, 2e5),
                                List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))),
                new FittedStage.VectorAssembler(
                        List.of("GeographyIndex", "GenderIndex", "bins"),
                        List.of(1, 1, 3),
                        "features"),
                new Predictor.NaiveBayes(
                        "features",
                        List.of(1.0, 0.0),
                        List.of(-1.6, -0.2),
                        Collections.nCopies(5, feature)));
    }

    /** The article's features before three segments. */
    public static FittedPipeline segments(Predictor.KMeans.Distance distance) {
        List<List<Double>> centroids =
                IntStream.range(0, 3)
                        .mapToObj(k -> classifier(13 * (k + 1)).coefficients())
                        .map(values -> values.subList(values.size() - 13, values.size()))
                        .toList();
        return before(
                reference(UnseenCategory.KEEP),
                new Predictor.KMeans("features", centroids, distance));
    }

    /** Columns of every kind in one vector, the number of products as a category. */
    public static FittedPipeline hashed(int size) {
        List<String> inputs = new ArrayList<>(CATEGORICAL);
        inputs.addAll(List.of("Tenure", "NumOfProducts", "HasCrCard", "IsActiveMember"));
        return of(
                new FittedStage.FeatureHasher(inputs, "features", List.of("NumOfProducts"), size),
                classifier(size));
    }

    private static FittedPipeline before(FittedPipeline features, Predictor predictor) {
        List<FittedStage> stages = new ArrayList<>(features.stages());
        stages.set(stages.size() - 1, predictor);
        return new FittedPipeline(stages);
    }

    /** The customers, with numbers missing that {@link #imputed} imputes. */
    public static List<Example> withMissingNumbers(List<Example> customers) {
        return IntStream.range(0, customers.size())
                .mapToObj(i -> withMissingNumbers(customers.get(i), i))
                .toList();
    }

    private static Example withMissingNumbers(Example customer, int row) {
        return customer.withNumber(1, row % 2 == 0 ? Double.NaN : customer.number(1))
                .withNumber(3, row % 3 == 0 ? Double.NaN : customer.number(3))
                .withNumber(4, row % 5 == 0 ? Double.NaN : customer.number(4))
                .withNumber(5, row % 7 == 0 ? Double.NaN : customer.number(5));
    }

    /** A pipeline of these stages. */
    public static FittedPipeline of(FittedStage... stages) {
        return new FittedPipeline(List.of(stages));
    }

    public static FittedStage.StringIndexer indexer(UnseenCategory unseen) {
        return new FittedStage.StringIndexer(
                CATEGORICAL,
                List.of("GeographyIndex", "GenderIndex"),
                List.of(List.of("France", "Germany", "Spain"), List.of("Female", "Male")),
                unseen);
    }

    public static FittedStage.OneHotEncoder encoder() {
        return new FittedStage.OneHotEncoder(
                List.of("GeographyIndex", "GenderIndex"),
                List.of("GeographyVec", "GenderVec"),
                List.of(3, 2));
    }

    /** Coefficients of both signs that differ from each other. */
    public static FittedStage.LogisticRegression classifier(int features) {
        List<Double> coefficients =
                IntStream.range(0, features).mapToObj(i -> Math.sin(i + 1.0) / 3).toList();
        return new FittedStage.LogisticRegression("features", coefficients, -0.7, 0.5);
    }

    /** Some tenures are unseen; one category is no number, another no number's text in Java. */
    public static FittedPipeline categoriesOfNumbers(UnseenCategory unseen) {
        List<String> years =
                Stream.concat(
                                IntStream.range(0, 7).mapToObj(year -> year + ".0"),
                                Stream.of("8", "many"))
                        .toList();
        return of(
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
                classifier(29));
    }

    /** Indicators times indicators and a number, of which one has no deviation; degree 3. */
    public static FittedPipeline expandedCategories(UnseenCategory unseen) {
        return of(
                indexer(unseen),
                encoder(),
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
                classifier(83));
    }

    /** Category indexes that no encoder reads, and intervals that leave no customer out. */
    public static FittedPipeline indexesAsNumbers(UnseenCategory unseen) {
        return of(
                indexer(unseen),
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
                classifier(4));
    }
}
