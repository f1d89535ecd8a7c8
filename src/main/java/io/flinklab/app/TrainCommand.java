package io.flinklab.app;

import io.flinklab.churn.Churn;
import io.flinklab.data.Schema;
import io.flinklab.data.Split;
import io.flinklab.features.UnseenCategory;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingOptions;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
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
    @Spec private CommandSpec spec;
    @Mixin private DataOptions data;
    @Mixin private DataOptions.SchemaOption schema;

    @Option(
            names = "--store",
            required = true,
            description = StoreOptions.STORE + " Made if it is not there.")
    private StoreLocation store;

    @Option(
            names = "--plan",
            description =
                    "converged, for any table; reference, tuned or network for the course's"
                            + " (default: tuned for the course's table, otherwise converged).")
    private Recipe plan;

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
            names = "--split",
            defaultValue = "article",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Split.Method split;

    @Option(
            names = "--seed",
            defaultValue = "42",
            description = "Seed of the hash split (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--parallelism",
            defaultValue = "1",
            description =
                    "Subtasks that train, 1 to "
                            + EmbeddedCluster.MOST_SLOTS
                            + " (default: ${DEFAULT-VALUE}).")
    private int parallelism;

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
        TrainingOptions options = options();
        requireRejectsApart();
        Schema table = schema.schema();
        Recipe recipe = recipe(table);
        LabelledData rows = LabelledData.read(data.path(), table, options);
        DataOptions.tell(rows.data(), spec.commandLine().getErr());
        ModelStore models = store.open();
        keepRejects(rows, models);
        rows.requireTrainable();
        tellUnseen(rows, recipe);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(parallelism)) {
            StoredModel model = new ModelTraining(cluster).publish(rows, recipe, options, models);
            report(model, rows).print(spec.commandLine().getOut(), json);
            if (jobs != null) {
                jobs.send(ModelEvent.Action.PUBLISH, model.manifest().modelVersion());
            }
        }
        return 0;
    }

    private void requireRejectsApart() {
        CommandFiles files = data.named().uses(store);
        if (store.isRemote()) {
            data.requireRejectsApart(files);
        } else {
            data.requireRejectsApart(files, store.open().root());
        }
    }

    private void keepRejects(LabelledData rows, ModelStore models) {
        PrintWriter err = spec.commandLine().getErr();
        if (store.isRemote()) {
            data.keepRejects(rows.data().rows(), rows.data().rejects(), err);
        } else {
            data.keepRejects(rows.data().rows(), rows.data().rejects(), models.root(), err);
        }
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
    private Recipe recipe(Schema table) {
        Recipe usual = table.equals(Churn.SCHEMA) ? Churn.TUNED : Recipe.CONVERGED;
        Recipe chosen = plan == null ? usual : plan;
        try {
            chosen.features().categorical(table);
            Hyperparameters parameters = chosen.hyperparameters();
            parameters = reg == null ? parameters : parameters.withReg(reg);
            parameters = maxIter == null ? parameters : parameters.withMaxIter(maxIter);
            parameters = tol == null ? parameters : parameters.withTol(tol);
            return chosen.with(parameters);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--plan " + chosen + ": " + e.getMessage(), e);
        }
    }

    private TrainingOptions options() {
        if (parallelism > EmbeddedCluster.MOST_SLOTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--parallelism is at most %s; found %s."
                            .formatted(EmbeddedCluster.MOST_SLOTS, parallelism));
        }
        try {
            return new TrainingOptions(split, seed, parallelism, unseen);
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
