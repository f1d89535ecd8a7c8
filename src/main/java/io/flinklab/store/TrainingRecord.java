package io.flinklab.store;

import io.flinklab.data.Schema;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.training.FitFacts;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What made a model and how good it is: the part of a manifest that the trainer knows.
 *
 * @param plan name of the recipe that was trained
 * @param hyperparameters of its estimator
 * @param options what else was asked for
 * @param schema what the model reads and predicts
 * @param data what it was made from
 * @param fit how the fit went
 * @param metrics figures of the test part by name, in the order given
 * @param libraries what ran
 * @param score what the model's scores say; probabilities in versions of a format before 6
 * @param searches what chose the hyperparameters; empty where they were given, and in versions of a
 *     format before 7
 * @param sketch how the training rows are spread, or those that measured a model that was made
 *     elsewhere; {@link TableSketch#NONE} in versions of a format before 8
 */
public record TrainingRecord(
        String plan,
        Hyperparameters hyperparameters,
        TrainingOptions options,
        Schema schema,
        DataProvenance data,
        FitFacts fit,
        Map<String, Double> metrics,
        Libraries libraries,
        ScoreMeaning score,
        List<SearchRecord> searches,
        TableSketch sketch) {

    /** The plan of models that were made elsewhere. */
    public static final String IMPORTED = "imported";

    /** Copies the map and the list; nothing may be missing. */
    public TrainingRecord {
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(hyperparameters, "hyperparameters");
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(fit, "fit");
        Objects.requireNonNull(libraries, "libraries");
        Objects.requireNonNull(score, "score");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        Objects.requireNonNull(sketch, "sketch");
        searches = List.copyOf(searches);
    }

    /** The record of a model whose hyperparameters were given. */
    public TrainingRecord(
            String plan,
            Hyperparameters hyperparameters,
            TrainingOptions options,
            Schema schema,
            DataProvenance data,
            FitFacts fit,
            Map<String, Double> metrics,
            Libraries libraries,
            ScoreMeaning score) {
        this(
                plan,
                hyperparameters,
                options,
                schema,
                data,
                fit,
                metrics,
                libraries,
                score,
                List.of(),
                TableSketch.NONE);
    }

    /** The same of a model whose scores are probabilities. */
    public TrainingRecord(
            String plan,
            Hyperparameters hyperparameters,
            TrainingOptions options,
            Schema schema,
            DataProvenance data,
            FitFacts fit,
            Map<String, Double> metrics,
            Libraries libraries) {
        this(
                plan,
                hyperparameters,
                options,
                schema,
                data,
                fit,
                metrics,
                libraries,
                ScoreMeaning.PROBABILITY);
    }

    /** The same with the searches that chose the hyperparameters. */
    public TrainingRecord with(List<SearchRecord> others) {
        return new TrainingRecord(
                plan,
                hyperparameters,
                options,
                schema,
                data,
                fit,
                metrics,
                libraries,
                score,
                others,
                sketch);
    }

    /** The same with a sketch of its rows. */
    public TrainingRecord with(TableSketch rows) {
        return new TrainingRecord(
                plan,
                hyperparameters,
                options,
                schema,
                data,
                fit,
                metrics,
                libraries,
                score,
                searches,
                rows);
    }

    /** Whether this recipe and these options made the model. */
    public boolean isOf(Recipe recipe, TrainingOptions others) {
        return plan.equals(recipe.name())
                && hyperparameters.equals(recipe.hyperparameters())
                && options.equals(others);
    }

    /**
     * Versions of what trained the model.
     *
     * @param flink version of Flink
     * @param flinkMl version of Flink ML
     * @param java version of the Java runtime
     */
    public record Libraries(String flink, String flinkMl, String java) {

        /** These versions on the Java runtime that calls. */
        public Libraries(String flink, String flinkMl) {
            this(flink, flinkMl, Runtime.version().toString());
        }
    }

    /**
     * The data that a model was trained and measured on.
     *
     * @param file name of the file or directory, without the directories above it; of a topic and
     *     of a stream which rows of it, as {@code customers?offsets=0:0-120} or {@code
     *     customers.csv?lines=2-121}
     * @param sha256 of its bytes, as 64 hexadecimal digits; empty of a stream, which has no end
     * @param rows accepted rows
     * @param rejects rows that could not be read
     * @param trainRows accepted rows that trained
     * @param testRows accepted rows that measured
     * @param duplicateKeys rows whose key an earlier row had
     */
    public record DataProvenance(
            String file,
            String sha256,
            long rows,
            long rejects,
            long trainRows,
            long testRows,
            long duplicateKeys) {}
}
