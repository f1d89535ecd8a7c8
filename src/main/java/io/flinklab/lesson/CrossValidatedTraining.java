package io.flinklab.lesson;

import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
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
 * Cross-validation of a way to train: one Flink job for each fold, which sees the other folds'
 * customers alone. The features too are fitted anew each time.
 */
public final class CrossValidatedTraining {
    private static final long SEED = 42;

    private final Supplier<StreamExecutionEnvironment> environments;
    private final ModelStore store;

    /**
     * @param environments gives a new one for each job
     * @param store lends them a place to work in; nothing is published to it
     */
    public CrossValidatedTraining(
            Supplier<StreamExecutionEnvironment> environments, ModelStore store) {
        this.environments = environments;
        this.store = store;
    }

    /**
     * Trains and measures fold after fold. The same customers in the same order and the same
     * options give the same result.
     *
     * @param customers labelled; each label at least once for each fold
     * @param options of which the split does not count: the folds are the split
     * @param folds 2 or more
     * @throws EvaluationException the customers do not make so many folds, or the model skips one
     */
    public CrossValidation run(
            List<Example> customers, Recipe recipe, TrainingOptions options, int folds)
            throws Exception {
        return CrossValidation.run(
                Folds.stratified(
                        customers.stream().mapToDouble(Example::label).toArray(), folds, SEED),
                (train, test) ->
                        Scorer.of(Churn.SCHEMA, fit(at(customers, train), recipe, options))
                                .score(at(customers, test))
                                .toArray());
    }

    private FittedPipeline fit(List<Example> customers, Recipe recipe, TrainingOptions options)
            throws Exception {
        ExampleRows codec = new ExampleRows(Churn.SCHEMA);
        List<Row> rows = customers.stream().map(codec::toRow).toList();
        try (Staging staging = store.stage()) {
            return new TrainingJob(
                            recipe, options, recipe.features().vocabulary(Churn.SCHEMA, customers))
                    .run(environments.get().fromCollection(rows, codec.type()), staging.pipeline())
                    .pipeline();
        }
    }

    private static List<Example> at(List<Example> customers, int[] positions) {
        return IntStream.of(positions).mapToObj(customers::get).toList();
    }
}
