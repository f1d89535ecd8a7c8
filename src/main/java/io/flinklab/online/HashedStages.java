package io.flinklab.online;

import io.flinklab.data.Column;
import io.flinklab.data.Missing;
import io.flinklab.data.Schema;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FittedStage;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stages that hash all columns of a schema into one vector, as Flink ML's FeatureHasher. */
final class HashedStages {
    /** Elements of the vector. */
    static final int SIZE = 1 << 18;

    private HashedStages() {}

    /**
     * The stages for a model's schema: its imputers of numbers, where it has any, and the hasher.
     *
     * @throws IllegalArgumentException a missing value is to be imputed, and nothing says by what
     */
    static List<FittedStage> of(ServedModel model) {
        Schema schema = model.schema();
        List<FittedStage> stages = new ArrayList<>(imputers(model));
        Map<String, String> imputed = new HashMap<>();
        for (FittedStage stage : stages) {
            FittedStage.Imputer imputer = (FittedStage.Imputer) stage;
            for (int i = 0; i < imputer.inputs().size(); i++) {
                imputed.put(imputer.inputs().get(i), imputer.outputs().get(i));
            }
        }
        List<String> inputs = new ArrayList<>();
        for (Column.Numeric column : schema.numbers()) {
            boolean asks = column.missing().policy() != Missing.Policy.REJECT;
            if (asks && !imputed.containsKey(column.name())) {
                throw unknown(column.name(), column.missing());
            }
            inputs.add(imputed.getOrDefault(column.name(), column.name()));
        }
        for (Column.Category column : schema.categories()) {
            if (column.missing().policy() == Missing.Policy.MOST_FREQUENT) {
                throw unknown(column.name(), column.missing());
            }
        }
        inputs.addAll(schema.categoryNames());
        stages.add(
                new FittedStage.FeatureHasher(
                        inputs, FeaturePlan.FEATURES, schema.categoryNames(), SIZE));
        return stages;
    }

    private static List<FittedStage> imputers(ServedModel model) {
        if (model.format() != ModelFormat.PIPELINE) {
            return List.of();
        }
        List<String> numbers = model.schema().numberNames();
        return model.pipeline().stages().stream()
                .filter(
                        stage ->
                                stage instanceof FittedStage.Imputer imputer
                                        && imputer.imputesNaN()
                                        && numbers.containsAll(imputer.inputs()))
                .toList();
    }

    private static IllegalArgumentException unknown(String column, Missing missing) {
        return new IllegalArgumentException(
                "%s: expected a column whose missing values are rejected, are a category, or are numbers that the pipeline imputes; found %s."
                        .formatted(column, missing.policy()));
    }
}
