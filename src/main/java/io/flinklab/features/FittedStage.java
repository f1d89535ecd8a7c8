package io.flinklab.features;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.flinklab.data.Schema;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One fitted stage of a pipeline as plain values: all that is needed to repeat its transform
 * without Flink. Each record says what the Flink ML stage of the same name does to a row.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "stage")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FittedStage.StringIndexer.class, name = "StringIndexer"),
    @JsonSubTypes.Type(value = FittedStage.OneHotEncoder.class, name = "OneHotEncoder"),
    @JsonSubTypes.Type(value = FittedStage.Bucketizer.class, name = "Bucketizer"),
    @JsonSubTypes.Type(value = FittedStage.Binarizer.class, name = "Binarizer"),
    @JsonSubTypes.Type(value = FittedStage.Imputer.class, name = "Imputer"),
    @JsonSubTypes.Type(value = FittedStage.VectorAssembler.class, name = "VectorAssembler"),
    @JsonSubTypes.Type(value = FittedStage.StandardScaler.class, name = "StandardScaler"),
    @JsonSubTypes.Type(value = FittedStage.PolynomialExpansion.class, name = "PolynomialExpansion"),
    @JsonSubTypes.Type(value = FittedStage.KBinsDiscretizer.class, name = "KBinsDiscretizer"),
    @JsonSubTypes.Type(value = FittedStage.Interaction.class, name = "Interaction"),
    @JsonSubTypes.Type(value = FittedStage.FeatureHasher.class, name = "FeatureHasher"),
    @JsonSubTypes.Type(value = FittedStage.LogisticRegression.class, name = "LogisticRegression"),
    @JsonSubTypes.Type(value = Predictor.LinearSVC.class, name = "LinearSVC"),
    @JsonSubTypes.Type(value = Predictor.NaiveBayes.class, name = "NaiveBayes"),
    @JsonSubTypes.Type(value = Predictor.KMeans.class, name = "KMeans")
})
public sealed interface FittedStage
        permits FittedStage.StringIndexer,
                FittedStage.OneHotEncoder,
                FittedStage.Bucketizer,
                FittedStage.Binarizer,
                FittedStage.Imputer,
                FittedStage.VectorAssembler,
                FittedStage.StandardScaler,
                FittedStage.PolynomialExpansion,
                FittedStage.KBinsDiscretizer,
                FittedStage.Interaction,
                FittedStage.FeatureHasher,
                Predictor {

    /** Calls the visitor's method for this kind of stage. */
    void accept(Visitor visitor);

    /** The columns of numbers in which these stages replace NaN, in the order of the schema. */
    static List<String> imputed(Schema schema, List<FittedStage> stages) {
        Map<String, String> sources = new HashMap<>();
        Set<String> imputed = new HashSet<>();
        for (FittedStage stage : stages) {
            if (stage instanceof Imputer imputer) {
                for (int i = 0; i < imputer.inputs().size(); i++) {
                    String input = imputer.inputs().get(i);
                    String source = sources.getOrDefault(input, input);
                    sources.put(imputer.outputs().get(i), source);
                    if (imputer.imputesNaN()) {
                        imputed.add(source);
                    }
                }
            }
        }
        return schema.numberNames().stream().filter(imputed::contains).toList();
    }

    /** What the stage knows of the columns that it takes for categories. */
    default List<KnownCategories> knownCategories() {
        return List.of();
    }

    /**
     * Treats every kind of stage. A new kind gets a method here, so that code which does not treat
     * it does not compile.
     */
    interface Visitor {
        void visit(StringIndexer stage);

        void visit(OneHotEncoder stage);

        void visit(Bucketizer stage);

        void visit(Binarizer stage);

        void visit(Imputer stage);

        void visit(VectorAssembler stage);

        void visit(StandardScaler stage);

        void visit(PolynomialExpansion stage);

        void visit(KBinsDiscretizer stage);

        void visit(Interaction stage);

        void visit(FeatureHasher stage);

        void visit(LogisticRegression stage);

        void visit(Predictor.LinearSVC stage);

        void visit(Predictor.NaiveBayes stage);

        void visit(Predictor.KMeans stage);
    }

    /**
     * String column to category index, a double from 0.
     *
     * @param categories for each input column its categories, in the composed form in which
     *     examples have them; a category's index is its position
     * @param unseen {@code KEEP} gives an unseen string the index after the last category
     */
    record StringIndexer(
            List<String> inputs,
            List<String> outputs,
            List<List<String>> categories,
            UnseenCategory unseen)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and repeated categories. */
        public StringIndexer {
            inputs = StageRules.filled("inputs", inputs);
            outputs = StageRules.filled("outputs", outputs);
            categories =
                    StageRules.filledLists("categories", categories).stream()
                            .map(StageRules::composed)
                            .toList();
            StageRules.sameLength("inputs, outputs and categories", inputs, outputs, categories);
            categories.forEach(column -> StageRules.distinct("categories", column));
            StageRules.require(unseen != null, "unseen is given", unseen);
        }

        @Override
        public List<KnownCategories> knownCategories() {
            return IntStream.range(0, inputs.size())
                    .mapToObj(i -> new KnownCategories(inputs.get(i), categories.get(i), unseen))
                    .toList();
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Category index to indicator vector. The first index past the vector's end gives all zeros; so
     * does, after a {@link StringIndexer} or {@link Bucketizer} that keeps, an unseen category. A
     * still larger index is refused.
     *
     * @param sizes for each input column the length of its vector
     */
    record OneHotEncoder(List<String> inputs, List<String> outputs, List<Integer> sizes)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and sizes below 1. */
        public OneHotEncoder {
            inputs = StageRules.filled("inputs", inputs);
            outputs = StageRules.filled("outputs", outputs);
            sizes = StageRules.filled("sizes", sizes);
            StageRules.sameLength("inputs, outputs and sizes", inputs, outputs, sizes);
            StageRules.require(sizes.stream().allMatch(n -> n > 0), "sizes are 1 or more", sizes);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Number to the index of its interval, a double from 0.
     *
     * @param splits for each input column the borders, ascending; interval i is [splits i, splits
     *     i+1), the last one closed
     * @param unseen {@code KEEP} gives a value outside all intervals the index after the last
     */
    record Bucketizer(
            List<String> inputs,
            List<String> outputs,
            List<List<Double>> splits,
            UnseenCategory unseen)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and unordered splits. */
        public Bucketizer {
            inputs = StageRules.filled("inputs", inputs);
            outputs = StageRules.filled("outputs", outputs);
            splits = StageRules.filledLists("splits", splits);
            StageRules.sameLength("inputs, outputs and splits", inputs, outputs, splits);
            splits.forEach(column -> StageRules.ascending("splits", column));
            StageRules.require(unseen != null, "unseen is given", unseen);
        }

        /** The interval of a value between these borders, the last one closed; -1 outside all. */
        public static int interval(double[] splits, double value) {
            if (Double.isNaN(value)) {
                return -1;
            }
            int found = Arrays.binarySearch(splits, value);
            int last = splits.length - 1;
            if (found >= 0) {
                return Math.min(found, last - 1);
            }
            int insertion = -found - 1;
            return insertion == 0 || insertion > last ? -1 : insertion - 1;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Number to 1 if it is greater than the threshold, otherwise 0.
     *
     * @param thresholds one for each input column
     */
    record Binarizer(List<String> inputs, List<String> outputs, List<Double> thresholds)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and thresholds not finite. */
        public Binarizer {
            inputs = StageRules.filled("inputs", inputs);
            outputs = StageRules.filled("outputs", outputs);
            thresholds = StageRules.finite("thresholds", thresholds);
            StageRules.sameLength("inputs, outputs and thresholds", inputs, outputs, thresholds);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Number to itself, or to the column's surrogate where it is missing.
     *
     * @param surrogates one for each input column
     * @param missing the number that stands for a missing one: NaN, or the index that a {@link
     *     StringIndexer} gives a missing text; 0 and -0 are the same
     */
    record Imputer(
            List<String> inputs, List<String> outputs, List<Double> surrogates, double missing)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and surrogates not finite. */
        public Imputer {
            inputs = StageRules.filled("inputs", inputs);
            outputs = StageRules.filled("outputs", outputs);
            surrogates = StageRules.finite("surrogates of " + inputs, surrogates);
            StageRules.sameLength("inputs, outputs and surrogates", inputs, outputs, surrogates);
        }

        /** An imputer of NaN. */
        public Imputer(List<String> inputs, List<String> outputs, List<Double> surrogates) {
            this(inputs, outputs, surrogates, Double.NaN);
        }

        /** Whether NaN is what stands for a missing number. */
        public boolean imputesNaN() {
            return Double.isNaN(missing);
        }

        /** A value of one of the columns, or the column's surrogate where the value is missing. */
        public double imputed(int column, double value) {
            boolean isMissing = value == missing || Double.isNaN(value) && imputesNaN();
            return isMissing ? surrogates.get(column) : value;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Numbers and vectors, joined into one vector in the order of the inputs.
     *
     * @param sizes elements of each input; 1 for a number
     */
    record VectorAssembler(List<String> inputs, List<Integer> sizes, String output)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and sizes below 1. */
        public VectorAssembler {
            inputs = StageRules.filled("inputs", inputs);
            sizes = StageRules.filled("sizes", sizes);
            StageRules.sameLength("inputs and sizes", inputs, sizes);
            StageRules.require(sizes.stream().allMatch(n -> n > 0), "sizes are 1 or more", sizes);
            StageRules.require(output != null, "output is given", output);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Vector element x to (x - mean) * (1 / std), or 0 where std is 0.
     *
     * @param mean one for each element; subtracted only {@code withMean}
     * @param std sample standard deviations; applied only {@code withStd}
     */
    record StandardScaler(
            String input,
            String output,
            List<Double> mean,
            List<Double> std,
            boolean withMean,
            boolean withStd)
            implements FittedStage {

        /** Copies the lists; refuses missing values, unequal lengths and numbers not finite. */
        public StandardScaler {
            mean = StageRules.finite("mean", mean);
            std = StageRules.finite("std", std);
            StageRules.sameLength("mean and std", mean, std);
            StageRules.require(std.stream().allMatch(s -> s >= 0), "std are 0 or more", std);
            StageRules.require(input != null && output != null, "input, output are given", input);
        }

        /** What is subtracted from an element. */
        public double shift(int element) {
            return withMean ? mean.get(element) : 0;
        }

        /** What the element is multiplied by then. */
        public double factor(int element) {
            double deviation = std.get(element);
            if (!withStd) {
                return 1;
            }
            return deviation == 0 ? 0 : 1 / deviation;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Vector to all its monomials of degree 1 to {@code degree}, in Flink ML's order: for (a, b)
     * and 2: a, a², b, ab, b².
     */
    record PolynomialExpansion(String input, String output, int degree) implements FittedStage {

        /** Refuses missing columns and degrees below 1. */
        public PolynomialExpansion {
            StageRules.require(input != null && output != null, "input, output are given", input);
            StageRules.require(degree >= 1, "degree is 1 or more", degree);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Vector element to the number of its bin, a double from 0. What lies below the first edge is
     * in the first bin, what lies above the last in the last.
     *
     * @param edges for each element the borders of its bins, in order; a border belongs to the bin
     *     above it
     */
    record KBinsDiscretizer(String input, String output, List<List<Double>> edges)
            implements FittedStage {

        /** Copies the lists; refuses missing values and edges that are not in order. */
        public KBinsDiscretizer {
            StageRules.require(input != null && output != null, "input, output are given", input);
            edges = StageRules.filledLists("edges", edges);
            edges.forEach(element -> StageRules.sorted("edges", element));
        }

        /** The bin of a value between these edges. */
        public static int bin(double[] edges, double value) {
            int found = Arrays.binarySearch(edges, value);
            int bin = found < 0 ? -found - 2 : found;
            return Math.max(0, Math.min(bin, edges.length - 2));
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Numbers and vectors to the products of one element of each, the last input varying fastest.
     */
    record Interaction(List<String> inputs, String output) implements FittedStage {

        /** Copies the list; refuses missing columns. */
        public Interaction {
            inputs = StageRules.filled("inputs", inputs);
            StageRules.require(output != null, "output is given", output);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Numbers and texts to one vector: the hash of a column's name is the position of its number,
     * the hash of {@code column=value} that of a category, which is 1. What meets in a position is
     * added up.
     *
     * @param categorical the inputs whose numbers are categories; those of texts always are
     * @param size elements of the vector
     */
    record FeatureHasher(List<String> inputs, String output, List<String> categorical, int size)
            implements FittedStage {

        /** Copies the lists; refuses missing columns and sizes below 1. */
        public FeatureHasher {
            inputs = StageRules.filled("inputs", inputs);
            categorical = List.copyOf(categorical);
            StageRules.require(output != null, "output is given", output);
            StageRules.require(
                    inputs.containsAll(categorical), "categorical are inputs", categorical);
            StageRules.require(size >= 1, "size is 1 or more", size);
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }

    /**
     * Features to the probability 1 / (1 + exp(-(intercept + coefficients · features))).
     *
     * @param input the features vector
     * @param threshold scores from here on are predicted 1
     */
    record LogisticRegression(
            String input, List<Double> coefficients, double intercept, double threshold)
            implements Predictor {

        /** Copies the list; refuses numbers not finite and a threshold outside 0 to 1. */
        public LogisticRegression {
            StageRules.require(input != null, "input is given", input);
            coefficients = StageRules.finite("coefficients", coefficients);
            StageRules.require(Double.isFinite(intercept), "intercept is finite", intercept);
            StageRules.require(threshold >= 0 && threshold <= 1, "threshold is 0 to 1", threshold);
        }

        @Override
        public List<Double> parameters() {
            return Stream.concat(coefficients.stream(), Stream.of(intercept)).toList();
        }

        @Override
        public ScoreMeaning meaning() {
            return ScoreMeaning.PROBABILITY;
        }

        @Override
        public void accept(Visitor visitor) {
            visitor.visit(this);
        }
    }
}
