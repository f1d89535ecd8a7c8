package io.flinklab.features;

import io.flinklab.data.Column;
import io.flinklab.data.Missing;
import io.flinklab.data.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.imputer.Imputer;

/**
 * Flink ML's imputers for the columns whose schema asks for one, and the names under which the
 * columns are complete. A category is imputed by its index, since Flink ML imputes numbers only.
 */
final class Imputation {
    private final Map<String, String> complete = new LinkedHashMap<>();
    private final List<Stage<?>> stages = new ArrayList<>();
    private final List<Integer> sizes = new ArrayList<>();

    private Imputation() {}

    /** The imputers of a schema's numbers, one for each policy that a column asks for. */
    static Imputation ofNumbers(Schema schema) {
        Imputation imputation = new Imputation();
        Map<Missing.Policy, List<String>> columns = new LinkedHashMap<>();
        for (Column.Numeric column : schema.numbers()) {
            boolean asks = column.missing().policy() != Missing.Policy.REJECT;
            imputation.complete.put(
                    column.name(), asks ? Stages.imputed(column.name()) : column.name());
            if (asks) {
                columns.computeIfAbsent(column.missing().policy(), none -> new ArrayList<>())
                        .add(column.name());
            }
        }
        columns.forEach(
                (policy, names) ->
                        imputation.stages.add(imputer(names, policy).setMissingValue(Double.NaN)));
        return imputation;
    }

    /**
     * The imputers of the indices of a schema's categories.
     *
     * @param vocabulary of the training rows. Where none of them was missing, a missing category is
     *     an unseen one
     */
    static Imputation ofCategories(Vocabulary vocabulary) {
        Imputation imputation = new Imputation();
        for (Column.Category column : vocabulary.schema().categories()) {
            String index = Stages.index(column.name());
            int size = vocabulary.size(column.name());
            boolean asks = column.missing().policy() == Missing.Policy.MOST_FREQUENT;
            if (asks) {
                int missing = vocabulary.index(column.name(), Column.Category.MISSING);
                // The encoder sees no index above the largest that is left.
                size -= missing == size - 1 ? 1 : 0;
                imputation.stages.add(
                        imputer(List.of(index), Missing.Policy.MOST_FREQUENT)
                                .setMissingValue(
                                        (double)
                                                (missing < 0
                                                        ? vocabulary.size(column.name())
                                                        : missing)));
            }
            imputation.complete.put(column.name(), asks ? Stages.imputed(index) : index);
            imputation.sizes.add(size);
        }
        return imputation;
    }

    private static Imputer imputer(List<String> columns, Missing.Policy policy) {
        return new NamedImputer()
                .setInputCols(columns.toArray(String[]::new))
                .setOutputCols(columns.stream().map(Stages::imputed).toArray(String[]::new))
                .setStrategy(policy.toString());
    }

    /** The imputers; none where nothing is imputed. */
    List<Stage<?>> stages() {
        return stages;
    }

    /** The columns without missing values, in the order of the schema. */
    List<String> columns() {
        return List.copyOf(complete.values());
    }

    /** The same for some of the columns. */
    List<String> columns(List<String> names) {
        return names.stream().map(complete::get).toList();
    }

    /** How many categories are left of each column. */
    List<Integer> sizes() {
        return sizes;
    }
}
