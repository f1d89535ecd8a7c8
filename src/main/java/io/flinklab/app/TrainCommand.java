package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.StoredModel;
import io.flinklab.store.UnfinishedTraining;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains a model, measures it on the test part and publishes it. */
@Command(
        name = "train",
        description = "Train a model on a part of the data, measure it on the rest, publish it.",
        mixinStandardHelpOptions = true)
final class TrainCommand implements Callable<Integer> {
    private static final Duration SHORTEST_LIMIT = Duration.ofMillis(1);

    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;
    @Mixin private DataOptions.SchemaOption schema;
    @Mixin private TrainingRuntime runtime;
    @Mixin private ProgressOptions progress;

    @Option(
            names = "--store",
            required = true,
            description = StoreOptions.STORE + " Made if it is not there.")
    private StoreLocation store;

    @Option(
            names = "--plan",
            description =
                    "converged, logistic-regression, linear-svc, naive-bayes or k-means, for any"
                            + " table; reference, tuned or network for the course's (default: tuned"
                            + " for the course's table, otherwise converged).")
    private Recipe plan;

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            description =
                    "An estimator of Flink ML in place of the plan's: logistic-regression,"
                            + " linear-svc, naive-bayes or k-means. Without --plan, with features"
                            + " that suit it.")
    private String estimator;

    @Option(names = "--k", description = "Segments of k-means, 2 or more (default: the plan's).")
    private Integer k;

    @Option(
            names = "--reg",
            description = "Weight of the penalty, 0 or more (default: the plan's).")
    private Double reg;

    @Option(
            names = "--max-iter",
            description = "Most iterations, or a network's epochs (default: the plan's).")
    private Integer maxIter;

    @Option(
            names = "--tol",
            description = "Where the iterations end, 0 or more (default: the plan's).")
    private Double tol;

    @Option(
            names = "--patience",
            description =
                    "A network's epochs without a smaller loss on its validation rows, after which it"
                            + " ends, 1 or more (default: the plan's).")
    private Integer patience;

    @Option(
            names = "--time-limit",
            description =
                    "Wall time after which the iterations end, as 90s or 500ms (default: none). How"
                            + " many there are then depends on the machine; the manifest has it, and"
                            + " replay repeats as many.")
    private Duration timeLimit = Duration.ZERO;

    @Option(
            names = "--split",
            defaultValue = "article",
            description = "article or hash (default: ${DEFAULT-VALUE}).")
    private Split.Method split;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the hash split (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--unseen",
            defaultValue = "keep",
            description =
                    "What the model does with an unseen category: ${COMPLETION-CANDIDATES}"
                            + " (default: ${DEFAULT-VALUE}).")
    private UnseenCategory unseen;

    @Option(names = "--notify", paramLabel = "TOPIC", description = ModelsCommand.NOTIFY)
    private ModelTopic jobs;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Optional<UnfinishedTraining> begun = progress.begun(store);
        TrainingOptions options = begun.map(this::options).orElseGet(this::options);
        data.requireRejectsApart(data.named().uses(store), store);
        runtime.check(data);
        Schema table = begun.map(this::schema).orElseGet(schema::schema);
        Recipe recipe = begun.map(this::recipe).orElseGet(() -> recipe(chosen(table), table));
        LabelledData rows =
                begun.map(training -> readAgain(training, options, recipe))
                        .orElseGet(() -> LabelledData.read(data.address(), table, options, recipe));
        DataOptions.tell(rows.data(), spec.commandLine().getErr());
        data.keepRejects(rows.data(), store, spec.commandLine().getErr());
        rows.requireTrainable(recipe);
        tellUnseen(rows, recipe);
        StoredModel model = progress.publish(runtime, rows, recipe, options, store, begun);
        report(model, rows).print(spec.commandLine().getOut(), json);
        if (jobs != null) {
            jobs.send(ModelEvent.Action.PUBLISH, model.manifest().modelVersion());
        }
        return 0;
    }

    private void tellUnseen(LabelledData rows, Recipe recipe) {
        UnseenTally tally =
                new UnseenTally(
                        rows.schema(),
                        recipe.features().vocabulary(rows.schema(), rows.train()).known(unseen));
        rows.test().forEach(tally::count);
        data.tell(tally, rows.test().size(), "test rows");
    }

    /**
     * The plan with the hyperparameters that were given, refused where the table is not its own.
     */
    private Recipe recipe(Recipe chosen, Schema table) {
        try {
            chosen.features().categorical(table);
            Hyperparameters parameters = chosen.hyperparameters();
            parameters = k == null ? parameters : parameters.withK(k);
            parameters = reg == null ? parameters : parameters.withReg(reg);
            parameters = maxIter == null ? parameters : parameters.withMaxIter(maxIter);
            parameters = tol == null ? parameters : parameters.withTol(tol);
            parameters = patience == null ? parameters : parameters.withPatience(patience);
            requireLimited(parameters);
            progress.requireStorable(parameters);
            return chosen.with(parameters);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--plan " + chosen + ": " + e.getMessage(), e);
        }
    }

    private void requireLimited(Hyperparameters parameters) {
        boolean ours =
                parameters instanceof Hyperparameters.Logistic
                        || parameters instanceof Hyperparameters.Network;
        if (!ours && !timeLimit.isZero()) {
            throw new IllegalArgumentException("Flink ML's own estimators have no --time-limit.");
        }
    }

    private Recipe chosen(Schema table) {
        if (estimator != null) {
            Recipe suited = estimator();
            return plan == null ? suited : plan.with(suited.hyperparameters());
        }
        Recipe usual = table.equals(Churn.SCHEMA) ? Churn.TUNED : Recipe.CONVERGED;
        return plan == null ? usual : plan;
    }

    private Recipe estimator() {
        return Recipe.ESTIMATORS.stream()
                .filter(recipe -> recipe.isCalled(estimator))
                .findFirst()
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(),
                                        "--estimator: expected one of %s; found %s."
                                                .formatted(Recipe.ESTIMATORS, estimator)));
    }

    private LabelledData readAgain(
            UnfinishedTraining begun, TrainingOptions options, Recipe recipe) {
        return LabelledData.readAgain(
                data.address(),
                begun.schema(),
                options,
                recipe,
                begun.modelVersion(),
                begun.data());
    }

    private Schema schema(UnfinishedTraining begun) {
        Schema given = schema.schema(begun.schema());
        progress.requireSame("the schema", given.names(), begun.schema().names());
        progress.requireSame("the schema", given, begun.schema());
        return given;
    }

    /** Of its beginning; what was given has to say the same. */
    private Recipe recipe(UnfinishedTraining begun) {
        Recipe recipe = Churn.recipe(begun.plan()).with(begun.hyperparameters());
        progress.requireSame("the plan", plan == null ? recipe.name() : plan.name(), recipe.name());
        progress.requireSame(
                "the plan", estimator == null ? recipe.name() : estimator, recipe.name());
        Recipe given = recipe(recipe, begun.schema());
        progress.requireSame(
                "the hyperparameters", given.hyperparameters(), recipe.hyperparameters());
        return recipe;
    }

    /** Of its beginning, on as many subtasks as are wanted now. */
    private TrainingOptions options(UnfinishedTraining begun) {
        TrainingOptions then = begun.options();
        progress.requireSame("--split", given("--split") ? split : then.split(), then.split());
        progress.requireSame("--seed", given("--seed") ? seed : then.seed(), then.seed());
        progress.requireSame("--unseen", given("--unseen") ? unseen : then.unseen(), then.unseen());
        Duration limit = given("--time-limit") ? timeLimit : then.timeLimit();
        progress.requireSame("--time-limit", text(limit), text(then.timeLimit()));
        return options(then.split(), then.seed(), then.unseen(), then.timeLimit());
    }

    private static String text(Duration limit) {
        return limit.isZero() ? "none" : TimeUtils.formatWithHighestUnit(limit);
    }

    private boolean given(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private TrainingOptions options() {
        if (!timeLimit.isZero() && timeLimit.compareTo(SHORTEST_LIMIT) < 0) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--time-limit is 1ms or more; found " + text(timeLimit) + ".");
        }
        return options(split, seed, unseen, timeLimit);
    }

    private TrainingOptions options(
            Split.Method rows, long drawn, UnseenCategory categories, Duration limit) {
        try {
            return new TrainingOptions(rows, drawn, runtime.parallelism(), categories)
                    .withTimeLimit(limit);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private static Report report(StoredModel model, LabelledData rows) {
        return new Report()
                .put(model)
                .put("trainRows", rows.train().size())
                .put("rejects", rows.data().rejects().size())
                .put("leftOut", rows.leftOut(model))
                .put(model.manifest().training().metrics());
    }
}
