package io.flinklab.app;

import io.flinklab.data.SplitMethod;
import io.flinklab.features.UnseenCategory;
import io.flinklab.features.Vocabulary;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoredModel;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelAction;
import io.flinklab.streaming.kafka.ModelNotifier;
import io.flinklab.training.Plan;
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

    @Option(
            names = "--store",
            required = true,
            description = StoreOptions.STORE + " Made if it is not there.")
    private StoreLocation store;

    @Option(
            names = "--plan",
            defaultValue = "tuned",
            description = "reference, converged, tuned or network (default: ${DEFAULT-VALUE}).")
    private Plan plan;

    @Option(
            names = "--split",
            defaultValue = "article",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private SplitMethod split;

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
    private ModelNotifier jobs;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        TrainingOptions options = options();
        requireRejectsApart();
        LabelledData rows = LabelledData.read(data.path(), options);
        DataOptions.tell(rows.data().leftOut(), spec.commandLine().getErr());
        ModelStore models = store.open();
        keepRejects(rows, models);
        rows.requireTrainable();
        tellUnseen(rows);
        try (EmbeddedCluster cluster = EmbeddedCluster.start(parallelism)) {
            StoredModel model = new ModelTraining(cluster).publish(rows, options, models);
            report(model, rows).print(spec.commandLine().getOut(), json);
            if (jobs != null) {
                jobs.send(ModelAction.PUBLISH, model.manifest().modelVersion());
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

    private void tellUnseen(LabelledData rows) {
        UnseenTally tally =
                new UnseenTally(plan.features().known(Vocabulary.of(rows.train()), unseen));
        rows.test().forEach(tally::count);
        data.tell(tally, rows.test().size(), "test customers");
    }

    private TrainingOptions options() {
        if (parallelism > EmbeddedCluster.MOST_SLOTS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--parallelism is at most %s; found %s."
                            .formatted(EmbeddedCluster.MOST_SLOTS, parallelism));
        }
        try {
            return new TrainingOptions(plan, split, seed, parallelism, unseen);
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
