package io.flinklab.online;

import io.flinklab.data.Column.Category;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The feature stages of a pipeline with room for more categories: those that {@link
 * io.flinklab.features.OneHotFeatures} gives, fitted.
 */
final class GrowableStages {
    /** The most categories of a column. */
    static final int MOST_CATEGORIES = 1_000;

    /** The most characters of a category that is added. */
    static final int LONGEST_CATEGORY = 1_000;

    private final List<FittedStage> first;
    private final Schema schema;
    private final Set<String> numbers;

    /** By the name of their last index so far, imputed or not. */
    private final Map<String, Column> byIndex = new LinkedHashMap<>();

    private final Map<String, Column> imputedIndex = new LinkedHashMap<>();
    private final Map<String, Column> byVector = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private FittedStage.StandardScaler scaler;
    private FittedStage.VectorAssembler features;

    /**
     * The stages of a pipeline, all but the last.
     *
     * @throws IllegalArgumentException they are others than those of one-hot features
     */
    GrowableStages(Schema schema, FittedPipeline pipeline) {
        this.schema = schema;
        first = pipeline.stages().subList(0, pipeline.stages().size() - 1);
        numbers = new LinkedHashSet<>(schema.numberNames());
        first.forEach(this::read);
        require(
                features != null
                        && features == first.get(first.size() - 1)
                        && features.output().equals(pipeline.classifier().input()),
                "no VectorAssembler of all features at the end");
        require(byVector.size() == columns.size(), "a category that is not encoded");
    }

    /** A category column, and what is known of it. */
    static final class Column {
        private final int text;
        private final Set<String> known;
        private final int trained;
        private boolean isImputed;
        private int places;

        private Column(int text, List<String> trained) {
            this.text = text;
            this.known = new LinkedHashSet<>(trained);
            this.trained = trained.size();
        }

        /** The column's position among the schema's categories. */
        int text() {
            return text;
        }

        /** How many features it has. */
        int places() {
            return places;
        }

        /** Whether a category is new, and there is room for it. */
        boolean takes(String category) {
            return !known.contains(category)
                    && known.size() < MOST_CATEGORIES
                    && category.length() <= LONGEST_CATEGORY
                    && !(isImputed && category.equals(Category.MISSING));
        }

        void add(String category) {
            known.add(category);
            places = known.size();
        }

        /** Those that the warm start did not know, in the order in which they came. */
        List<String> added() {
            return known.stream().skip(trained).toList();
        }
    }

    private void read(FittedStage stage) {
        if (stage instanceof FittedStage.StringIndexer indexer) {
            read(indexer);
        } else if (stage instanceof FittedStage.Imputer imputer) {
            read(imputer);
        } else if (stage instanceof FittedStage.OneHotEncoder encoder) {
            read(encoder);
        } else if (stage instanceof FittedStage.VectorAssembler assembler) {
            read(assembler);
        } else if (stage instanceof FittedStage.StandardScaler only) {
            require(scaler == null && only.withMean() && only.withStd(), only);
            require(features != null && only.input().equals(features.output()), only);
            scaler = only;
            features = null;
        } else {
            require(false, stage);
        }
    }

    private void read(FittedStage.StringIndexer indexer) {
        require(columns.isEmpty() && schema.categoryNames().containsAll(indexer.inputs()), indexer);
        if (indexer.unseen() != UnseenCategory.KEEP) {
            throw new IllegalArgumentException(
                    ("expected a pipeline that scores rows of an unseen category, which are scored"
                                    + " before they are learned from; found --unseen %s. Train it"
                                    + " with --unseen keep.")
                            .formatted(indexer.unseen()));
        }
        for (int i = 0; i < indexer.inputs().size(); i++) {
            String name = indexer.inputs().get(i);
            Column column = new Column(schema.category(name), indexer.categories().get(i));
            columns.add(column);
            byIndex.put(indexer.outputs().get(i), column);
        }
    }

    private void read(FittedStage.Imputer imputer) {
        List<String> inputs = imputer.inputs();
        if (numbers.containsAll(inputs)) {
            numbers.addAll(imputer.outputs());
            return;
        }
        require(inputs.size() == 1 && byIndex.containsKey(inputs.get(0)), imputer);
        Column column = byIndex.remove(inputs.get(0));
        require(!column.isImputed, imputer);
        column.isImputed = true;
        imputedIndex.put(inputs.get(0), column);
        byIndex.put(imputer.outputs().get(0), column);
    }

    private void read(FittedStage.OneHotEncoder encoder) {
        require(byVector.isEmpty() && byIndex.keySet().containsAll(encoder.inputs()), encoder);
        for (int i = 0; i < encoder.inputs().size(); i++) {
            Column column = byIndex.remove(encoder.inputs().get(i));
            column.places = encoder.sizes().get(i);
            byVector.put(encoder.outputs().get(i), column);
        }
    }

    /** The first one may be of the numbers that are scaled; the last one is of all features. */
    private void read(FittedStage.VectorAssembler assembler) {
        Set<String> others = new LinkedHashSet<>(assembler.inputs());
        others.removeAll(numbers);
        Set<String> vectors = new LinkedHashSet<>(byVector.keySet());
        if (scaler != null) {
            vectors.add(scaler.output());
        }
        boolean isOfNumbers = others.isEmpty();
        require(features == null && (isOfNumbers || others.equals(vectors)), assembler);
        require(
                assembler.inputs().size() == Set.copyOf(assembler.inputs()).size(),
                "a column twice in " + assembler);
        features = assembler;
    }

    private static void require(boolean holds, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "expected the stages that the plan converged gives, a StringIndexer, imputers, a"
                            + " OneHotEncoder of its columns, a StandardScaler of numbers and one"
                            + " VectorAssembler of all; found "
                            + found
                            + ".");
        }
    }

    List<Column> columns() {
        return columns;
    }

    /** The means of what is scaled, as the warm start has them. */
    List<Double> means() {
        return scaler == null ? List.of() : scaler.mean();
    }

    /** The deviations of what is scaled, as the warm start has them. */
    List<Double> deviations() {
        return scaler == null ? List.of() : scaler.std();
    }

    /** The position of the feature behind those of a column. */
    int end(Column column) {
        int end = 0;
        for (int i = 0; i < features.inputs().size(); i++) {
            end += size(i);
            if (byVector.get(features.inputs().get(i)) == column) {
                break;
            }
        }
        return end;
    }

    /** The positions of the features that are scaled, ascending. */
    int[] scaledPositions() {
        int from = 0;
        for (int i = 0; i < features.inputs().size(); i++) {
            if (scaler != null && features.inputs().get(i).equals(scaler.output())) {
                break;
            }
            from += size(i);
        }
        return IntStream.range(from, from + means().size()).toArray();
    }

    private int size(int input) {
        Column column = byVector.get(features.inputs().get(input));
        return column == null ? features.sizes().get(input) : column.places;
    }

    /** The stages as they are now, with a scaler that changes nothing. */
    List<FittedStage> unscaled() {
        return first.stream().map(stage -> grown(stage, means(), deviations(), false)).toList();
    }

    /** The stages as they are now. */
    List<FittedStage> scaled(List<Double> means, List<Double> deviations) {
        return first.stream().map(stage -> grown(stage, means, deviations, true)).toList();
    }

    private FittedStage grown(
            FittedStage stage, List<Double> means, List<Double> deviations, boolean scales) {
        if (stage instanceof FittedStage.StringIndexer indexer) {
            return new FittedStage.StringIndexer(
                    indexer.inputs(),
                    indexer.outputs(),
                    columns.stream().map(column -> List.copyOf(column.known)).toList(),
                    indexer.unseen());
        } else if (stage instanceof FittedStage.Imputer imputer) {
            return grown(imputer);
        } else if (stage instanceof FittedStage.OneHotEncoder encoder) {
            return new FittedStage.OneHotEncoder(
                    encoder.inputs(),
                    encoder.outputs(),
                    encoder.outputs().stream().map(each -> byVector.get(each).places).toList());
        } else if (stage instanceof FittedStage.StandardScaler) {
            return new FittedStage.StandardScaler(
                    scaler.input(), scaler.output(), means, deviations, scales, scales);
        } else if (stage == features) {
            List<Integer> sizes = new ArrayList<>();
            for (int i = 0; i < features.inputs().size(); i++) {
                sizes.add(size(i));
            }
            return new FittedStage.VectorAssembler(features.inputs(), sizes, features.output());
        }
        return stage;
    }

    /** A missing category that no training row had has the index of an unseen one, which moves. */
    private FittedStage.Imputer grown(FittedStage.Imputer imputer) {
        Column column = imputedIndex.get(imputer.inputs().get(0));
        if (column == null || imputer.missing() != column.trained) {
            return imputer;
        }
        return new FittedStage.Imputer(
                imputer.inputs(), imputer.outputs(), imputer.surrogates(), column.known.size());
    }
}
