package io.flinklab.features;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the elements of the features vector stand for, read off a fitted pipeline.
 *
 * <p>An indicator is named {@code colour=red}, the power of a single number {@code size^2}, a
 * product {@code size x isNew}. Names say nothing of scaling: after a {@link
 * FittedStage.StandardScaler} a product is one of scaled values, so the square of scaled sizes is
 * {@code size x size}, which is not {@code size^2}.
 */
public final class FeatureNames implements FittedStage.Visitor {
    private static final String TIMES = " x ";

    private final Map<String, List<String>> vectors = new LinkedHashMap<>();
    private final Map<String, List<String>> categories = new LinkedHashMap<>();

    private FeatureNames() {}

    /** One name for each element of the predictor's input, in their order. */
    public static List<String> of(FittedPipeline pipeline) {
        FeatureNames names = new FeatureNames();
        pipeline.stages().forEach(stage -> stage.accept(names));
        return names.vector(pipeline.predictor().input());
    }

    @Override
    public void visit(FittedStage.StringIndexer indexer) {
        for (int i = 0; i < indexer.inputs().size(); i++) {
            String column = source(indexer.inputs().get(i));
            List<String> names =
                    indexer.categories().get(i).stream()
                            .map(category -> column + "=" + whole(category))
                            .toList();
            categories.put(indexer.outputs().get(i), names);
        }
    }

    @Override
    public void visit(FittedStage.Bucketizer bucketizer) {
        for (int i = 0; i < bucketizer.inputs().size(); i++) {
            String column = source(bucketizer.inputs().get(i));
            List<Double> splits = bucketizer.splits().get(i);
            List<String> names =
                    IntStream.range(1, splits.size())
                            .mapToObj(k -> interval(column, splits.get(k - 1), splits.get(k)))
                            .toList();
            categories.put(bucketizer.outputs().get(i), names);
        }
    }

    private static String interval(String column, double from, double to) {
        return column + "=" + whole(String.valueOf(from)) + " to " + whole(String.valueOf(to));
    }

    /** A number that served as a category, as people write it. */
    private static String whole(String category) {
        return category.replaceFirst("^(-?[0-9]+)\\.0$", "$1");
    }

    @Override
    public void visit(FittedStage.OneHotEncoder encoder) {
        for (int i = 0; i < encoder.inputs().size(); i++) {
            String column = encoder.inputs().get(i);
            List<String> known = categories.getOrDefault(column, List.of());
            List<String> names =
                    IntStream.range(0, encoder.sizes().get(i))
                            .mapToObj(k -> k < known.size() ? known.get(k) : column + "=" + k)
                            .toList();
            vectors.put(encoder.outputs().get(i), names);
        }
    }

    /** Its outputs are numbers, named as their columns are. */
    @Override
    public void visit(FittedStage.Binarizer binarizer) {}

    /** Its outputs are named as its inputs are. */
    @Override
    public void visit(FittedStage.Imputer imputer) {
        for (int i = 0; i < imputer.inputs().size(); i++) {
            String input = imputer.inputs().get(i);
            String output = imputer.outputs().get(i);
            vectors.put(output, vector(input));
            if (categories.containsKey(input)) {
                categories.put(output, categories.get(input));
            }
        }
    }

    @Override
    public void visit(FittedStage.VectorAssembler assembler) {
        vectors.put(assembler.output(), joined(assembler.inputs()));
    }

    @Override
    public void visit(FittedStage.StandardScaler scaler) {
        vectors.put(scaler.output(), vector(scaler.input()));
    }

    @Override
    public void visit(FittedStage.PolynomialExpansion expansion) {
        vectors.put(expansion.output(), expanded(expansion));
    }

    /** A bin's number is named as its column is. */
    @Override
    public void visit(FittedStage.KBinsDiscretizer discretizer) {
        vectors.put(discretizer.output(), vector(discretizer.input()));
    }

    @Override
    public void visit(FittedStage.Interaction interaction) {
        vectors.put(interaction.output(), interacted(interaction.inputs()));
    }

    /** Anything may have been hashed to an element. */
    @Override
    public void visit(FittedStage.FeatureHasher hasher) {
        vectors.put(
                hasher.output(),
                IntStream.range(0, hasher.size()).mapToObj(i -> "hash " + i).toList());
    }

    /** It makes no features. */
    @Override
    public void visit(FittedStage.LogisticRegression classifier) {}

    /** It makes no features. */
    @Override
    public void visit(Predictor.LinearSVC classifier) {}

    /** It makes no features. */
    @Override
    public void visit(Predictor.NaiveBayes classifier) {}

    /** It makes no features. */
    @Override
    public void visit(Predictor.KMeans segments) {}

    private List<String> joined(List<String> columns) {
        return columns.stream().flatMap(column -> vector(column).stream()).toList();
    }

    private List<String> expanded(FittedStage.PolynomialExpansion expansion) {
        List<String> names = vector(expansion.input());
        if (names.size() == 1) {
            return IntStream.rangeClosed(1, expansion.degree())
                    .mapToObj(power -> names.get(0) + (power == 1 ? "" : "^" + power))
                    .toList();
        }
        return Monomials.of(names.size(), expansion.degree()).stream()
                .map(elements -> product(names, elements))
                .toList();
    }

    /** Monomials name the last element first, people the first. */
    private static String product(List<String> names, int[] elements) {
        String product = "";
        for (int element : elements) {
            product = times(names.get(element), product);
        }
        return product;
    }

    private List<String> interacted(List<String> columns) {
        List<String> products = List.of("");
        for (String column : columns) {
            products =
                    products.stream()
                            .flatMap(
                                    left ->
                                            vector(column).stream()
                                                    .map(right -> times(left, right)))
                            .toList();
        }
        return products;
    }

    private static String times(String left, String right) {
        return left.isEmpty() || right.isEmpty() ? left + right : left + TIMES + right;
    }

    /** The column whose numbers these are, the missing ones imputed. */
    private String source(String column) {
        return vector(column).get(0);
    }

    /** A column that no stage made a vector of is a number. */
    private List<String> vector(String column) {
        return vectors.getOrDefault(column, List.of(column));
    }
}
