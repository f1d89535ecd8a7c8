package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.evaluation.CrossValidation;
import io.flinklab.evaluation.EvaluationException;
import io.flinklab.evaluation.Folds;
import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.Staging;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/**
 * Cross-validates a recipe: one Flink job for each fold, which sees the rows of the other folds
 * alone. The job fits the features anew, too.
 */
public final class CrossValidatedTraining {
    private static final long SEED = 42;

    private final Schema schema;
    private final Supplier<StreamExecutionEnvironment> environments;
    private final ModelStore store;

    /**
     * @param schema what the rows hold
     * @param environments gives a new one for each job
     * @param store lends the jobs a place to work in; nothing is published to it
     */
    public CrossValidatedTraining(
            Schema schema, Supplier<StreamExecutionEnvironment> environments, ModelStore store) {
        this.schema = schema;
        this.environments = environments;
        this.store = store;
    }

    /**
     * Trains and measures fold after fold. The same rows in the same order and the same options
     * give the same result.
     *
     * @param rows labelled; each label at least once for each fold
     * @param options whose split is not used: the folds are the split
     * @param folds 2 or more
     * @throws EvaluationException the rows do not make so many folds, or the model skips a row
     */
    public CrossValidation run(
            List<Example> rows, Recipe recipe, TrainingOptions options, int folds)
            throws Exception {
        return CrossValidation.run(
                Folds.stratified(rows.stream().mapToDouble(Example::label).toArray(), folds, SEED),
                (train, test) ->
                        Scorer.of(schema, fit(at(rows, train), recipe, options))
                                .score(at(rows, test))
                                .toArray());
    }

    private FittedPipeline fit(List<Example> examples, Recipe recipe, TrainingOptions options)
            throws Exception {
        ExampleRows codec = new ExampleRows(schema);
        List<Row> rows = examples.stream().map(codec::toRow).toList();
        try (Staging staging = store.stage()) {
            return new TrainingJob(recipe, options, recipe.features().vocabulary(schema, examples))
                    .run(environments.get().fromCollection(rows, codec.type()), staging.pipeline())
                    .pipeline();
        }
    }

    private static List<Example> at(List<Example> rows, int[] positions) {
        return IntStream.of(positions).mapToObj(rows::get).toList();
    }
}
