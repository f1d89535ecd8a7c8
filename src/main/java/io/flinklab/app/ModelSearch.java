package io.flinklab.app;

import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.features.FittedPipeline;
import io.flinklab.serving.Scorer;
import io.flinklab.store.ModelStore;
import io.flinklab.store.SearchRecord;
import io.flinklab.store.Staging;
import io.flinklab.store.StoredModel;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import io.flinklab.tuning.Fold;
import io.flinklab.tuning.Ledger;
import io.flinklab.tuning.RankedCandidate;
import io.flinklab.tuning.Search;
import io.flinklab.tuning.SearchJob;
import io.flinklab.tuning.SearchResult;
import io.flinklab.tuning.SequentialSearch;
import io.flinklab.tuning.UnitResult;
import java.util.List;
import java.util.function.Consumer;

/**
 * From labelled data to the published winner of a search: one job that trains and measures every
 * candidate on every fold of the training rows, then the ordinary training of the winner on all of
 * them. The test rows have no part in the choice.
 */
public final class ModelSearch {
    private final ModelTraining training;

    /** Searches that run on this cluster. */
    public ModelSearch(EmbeddedCluster cluster) {
        this(new ModelTraining(cluster));
    }

    /** Searches that run where these trainings do. */
    ModelSearch(ModelTraining training) {
        this.training = training;
    }

    /** Searches, and keeps nothing. */
    public SearchResult run(LabelledData data, Search search) throws Exception {
        try (Ledger ledger = Ledger.inMemory()) {
            return run(data, search, ledger, result -> {});
        }
    }

    /** Searches what the ledger does not have yet. */
    SearchResult run(LabelledData data, Search search, Ledger ledger, Consumer<UnitResult> watcher)
            throws Exception {
        return training.withRows(data, 1, rows -> new SearchJob(search).run(rows, ledger, watcher));
    }

    /**
     * Searches the same, one model after the other, each trained by all subtasks.
     *
     * @param options of the trainings
     * @param store lends the jobs a place to work in
     */
    SearchResult runOneByOne(
            LabelledData data,
            Search search,
            Ledger ledger,
            Consumer<UnitResult> watcher,
            TrainingOptions options,
            ModelStore store)
            throws Exception {
        return new SequentialSearch(search)
                .run(
                        data.train(),
                        ledger,
                        watcher,
                        (recipe, fold, train, test) -> {
                            Scorer scorer =
                                    Scorer.of(
                                            data.schema(),
                                            fitted(data, recipe, fold, train, options, store));
                            return LabelledScores.of(scorer, test).evaluation();
                        });
    }

    private FittedPipeline fitted(
            LabelledData data,
            Recipe recipe,
            Fold fold,
            List<Example> train,
            TrainingOptions options,
            ModelStore store)
            throws Exception {
        TrainingJob job =
                new TrainingJob(
                        recipe, options, recipe.features().vocabulary(data.schema(), train));
        ExampleRows codec = new ExampleRows(data.schema());
        try (Staging staging = store.stage()) {
            return training.withRows(
                    data,
                    job.readers(),
                    rows ->
                            job.run(
                                            rows.filter(row -> !fold.tests(codec.fromRow(row)))
                                                    .setParallelism(rows.getParallelism()),
                                            staging.pipeline().toAbsolutePath())
                                    .pipeline());
        }
    }

    /**
     * What tells these training rows from others, in a ledger.
     *
     * @param options which of the rows train
     */
    static String identity(LabelledData data, TrainingOptions options) {
        return "%s, %s split, seed %s"
                .formatted(data.data().sha256(), options.split(), options.seed());
    }

    /**
     * Trains the chosen candidate on all training rows, measures it on the test rows, publishes.
     */
    public StoredModel publish(
            LabelledData data,
            Search search,
            SearchResult result,
            TrainingOptions options,
            ModelStore store)
            throws Exception {
        return training.publishPipeline(
                data,
                search.recipe().with(result.chosen().candidate().hyperparameters()),
                options,
                store,
                List.of(record(search, result)));
    }

    private static SearchRecord record(Search search, SearchResult result) {
        return new SearchRecord(
                result.metric().toString(),
                search.options().folds(),
                search.options().seed(),
                result.choice().toString(),
                result.ranked().stream()
                        .filter(each -> !each.isFailed())
                        .map(ModelSearch::measured)
                        .toList(),
                result.ranked().stream()
                        .filter(RankedCandidate::isFailed)
                        .map(
                                each ->
                                        new SearchRecord.Failure(
                                                each.candidate().hyperparameters(), each.failure()))
                        .toList());
    }

    private static SearchRecord.Candidate measured(RankedCandidate each) {
        return new SearchRecord.Candidate(
                each.candidate().hyperparameters(), each.mean(), each.standardError());
    }
}
