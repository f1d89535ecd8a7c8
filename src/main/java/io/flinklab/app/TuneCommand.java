package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import io.flinklab.tuning.Choice;
import io.flinklab.tuning.Ledger;
import io.flinklab.tuning.Metric;
import io.flinklab.tuning.Search;
import io.flinklab.tuning.SearchOptions;
import io.flinklab.tuning.SearchResult;
import io.flinklab.tuning.SearchSpace;
import io.flinklab.tuning.UnitResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Searches hyperparameters by cross-validation, then trains and publishes the chosen ones. */
@Command(
        name = "tune",
        description =
                "Choose hyperparameters by cross-validation on the training part, in one Flink job;"
                        + " then train them on all of it, measure the model on the rest, publish it.",
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;
    @Mixin private DataOptions.SchemaOption schema;
    @Mixin private TrainingRuntime runtime;

    @Option(
            names = "--store",
            required = true,
            description = StoreOptions.STORE + " Made if it is not there.")
    private StoreLocation store;

    @Option(
            names = "--plan",
            description =
                    "converged, for any table, or tuned, for the course's (default: tuned for the"
                            + " course's table, otherwise converged).")
    private Recipe plan;

    @Option(
            names = "--param",
            required = true,
            paramLabel = "NAME=VALUES",
            description =
                    "What to search: a list, as reg=0.1,1,10, or a range, as reg=0.001..100:log or"
                            + " max-iter=5..50. Repeat it for reg, tol, max-iter. Of lists alone"
                            + " every combination is tried.")
    private List<String> parameters;

    @Option(
            names = "--candidates",
            description = "How many to draw where a range is searched (default: 20).")
    private Integer count;

    @Option(
            names = "--folds",
            defaultValue = "5",
            description = "Parts of the training rows (default: ${DEFAULT-VALUE}).")
    private int folds;

    @Option(
            names = "--metric",
            defaultValue = "auroc",
            description =
                    "What is compared: auroc, average-precision, log-loss, brier or accuracy"
                            + " (default: ${DEFAULT-VALUE}).")
    private Metric metric;

    @Option(
            names = "--one-standard-error",
            description =
                    "Choose the simplest candidate, the one with the strongest penalty, whose mean is"
                            + " within one standard error of the best; otherwise the best mean.")
    private boolean oneStandardError;

    @Option(
            names = "--mode",
            defaultValue = "parallel",
            description =
                    "parallel: one job, a model on each subtask, which holds all training rows;"
                            + " sequential: a job for each model, on all subtasks, for rows that"
                            + " one cannot hold; it alone takes --checkpoint (default:"
                            + " ${DEFAULT-VALUE}).")
    private Mode mode;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description =
                    "Keeps each result as it comes; the same command goes on from there after an"
                            + " interruption or a lost task manager.")
    private Path ledger;

    @Option(
            names = "--split",
            defaultValue = "article",
            description = "article or hash (default: ${DEFAULT-VALUE}).")
    private Split.Method split;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description =
                    "Seed of the candidates, the folds and the hash split"
                            + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--unseen",
            defaultValue = "keep",
            description =
                    "What the model does with an unseen category: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE}).")
    private UnseenCategory unseen;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        TrainingOptions options = options();
        Search search = search(schema.schema());
        requireFilesApart();
        requireJobsThatGoOn();
        runtime.check(data);
        LabelledData rows =
                LabelledData.read(data.address(), search.schema(), options, search.recipe());
        DataOptions.tell(rows.data(), spec.commandLine().getErr());
        ModelStore models = store.open();
        data.keepRejects(rows.data(), store, spec.commandLine().getErr());
        rows.requireTrainable(search.recipe());
        try (Ledger results =
                ledger == null
                        ? Ledger.inMemory()
                        : Ledger.open(ledger, search, ModelSearch.identity(rows, options))) {
            Consumer<UnitResult> progress = progress(search, results.size());
            runtime.run(
                    store,
                    training -> {
                        ModelSearch jobs = new ModelSearch(training);
                        SearchResult found =
                                mode == Mode.PARALLEL
                                        ? jobs.run(rows, search, results, progress)
                                        : jobs.runOneByOne(
                                                rows, search, results, progress, options, models);
                        StoredModel model = jobs.publish(rows, search, found, options, models);
                        report(found, model, rows);
                        return model;
                    });
        }
        return 0;
    }

    private Consumer<UnitResult> progress(Search search, int known) {
        PrintWriter err = spec.commandLine().getErr();
        int[] done = {known};
        if (known > 0) {
            err.println(known + " of " + search.units() + " results are in " + ledger);
        }
        return result -> {
            err.println(++done[0] + " of " + search.units() + ": " + search.describe(result));
            err.flush();
        };
    }

    private Search search(Schema table) {
        Recipe usual = table.equals(Churn.SCHEMA) ? Churn.TUNED : Recipe.CONVERGED;
        Recipe recipe = plan == null ? usual : plan;
        try {
            recipe.features().categorical(table);
            return new Search(
                    recipe,
                    table,
                    SearchSpace.parse(parameters).candidates(recipe, count, seed),
                    new SearchOptions(
                            folds,
                            seed,
                            metric,
                            oneStandardError ? Choice.ONE_STANDARD_ERROR : Choice.BEST,
                            runtime.parallelism(),
                            unseen));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "tune: " + e.getMessage(), e);
        }
    }

    private TrainingOptions options() {
        try {
            return new TrainingOptions(split, seed, runtime.parallelism(), unseen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void requireFilesApart() {
        CommandFiles files = data.named().uses(store);
        if (ledger != null) {
            files.writes("--ledger", ledger);
        }
        data.requireRejectsApart(files, store);
    }

    /** The job of a search in parallel fails on going on from a checkpoint: its ledger has more. */
    private void requireJobsThatGoOn() {
        if (mode == Mode.PARALLEL && runtime.hasCheckpoints()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--checkpoint is for --mode sequential: the one job of --mode parallel does not"
                            + " go on from a checkpoint. Keep its results with --ledger FILE; the"
                            + " same command goes on from there.");
        }
    }

    private void report(SearchResult result, StoredModel model, LabelledData rows) {
        PrintWriter out = spec.commandLine().getOut();
        SearchTable table = new SearchTable(result);
        if (!json) {
            table.print(out);
        }
        new Report()
                .put("metric", result.metric().toString())
                .put("candidates", table.values())
                .put("chosen", result.chosen().candidate().toString())
                .put(model)
                .put("trainRows", rows.train().size())
                .put("rejects", rows.data().rejects().size())
                .put(model.manifest().training().metrics())
                .print(out, json);
    }

    /** How models share the subtasks. */
    private enum Mode {
        PARALLEL,
        SEQUENTIAL
    }
}
