package io.flinklab.app;

import io.flinklab.data.DataException;
import io.flinklab.store.StoredModel;
import io.flinklab.store.UnfinishedTraining;
import io.flinklab.store.UnfinishedVersions;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.store.flink.StoredProgress;
import io.flinklab.training.Hyperparameters;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainingException;
import io.flinklab.training.TrainingOptions;
import io.flinklab.training.rounds.StoredStates;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Options that say what a training stores on its way, and with what it begins. */
final class ProgressOptions {
    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--store-every",
            paramLabel = "N",
            description =
                    "Store the training's state every N iterations, or a network's epochs, as an"
                            + " unfinished version, which is never in use. The job writes it where it"
                            + " solves. The newest state is kept until the model is published"
                            + " (default: none is stored).")
    private Integer every;

    @Option(
            names = "--resume",
            paramLabel = "VERSION",
            description =
                    "Go on with an unfinished version, as v000003, to the model that it would have"
                            + " become. Its options are those of then, and --data the same data.")
    private String version;

    /**
     * The training to go on with; empty where one begins.
     *
     * @throws ParameterException the options are not as they should be
     * @throws io.flinklab.store.StoreException there is none, it is damaged, or another version of
     *     this project or its libraries began it
     */
    Optional<UnfinishedTraining> begun(StoreLocation store) {
        if (every != null && every < 1) {
            throw refused("--store-every is 1 iteration or more; found " + every + ".");
        } else if (version == null) {
            return Optional.empty();
        }
        UnfinishedTraining begun = store.open().unfinished().manifest(version);
        begun.requireSame(ModelTraining.libraries());
        return Optional.of(begun);
    }

    /**
     * Passes if an estimator gives its state while it trains, or is not asked for it.
     *
     * @throws IllegalArgumentException it is one of Flink ML's
     */
    void requireStorable(Hyperparameters parameters) {
        boolean ours =
                parameters instanceof Hyperparameters.Logistic
                        || parameters instanceof Hyperparameters.Network;
        if (!ours && every != null) {
            throw new IllegalArgumentException(
                    "Flink ML's own estimators do not give their state while they train: they have"
                            + " no --store-every.");
        }
    }

    /**
     * Passes if what was given is what a training began with.
     *
     * @throws ParameterException it is not
     */
    void requireSame(String what, Object given, Object begun) {
        if (!given.equals(begun)) {
            throw refused(
                    "--resume %s: expected %s of its beginning, %s; found %s. Leave the option out, or train anew."
                            .formatted(version, what, begun, given));
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(spec.commandLine(), why);
    }

    /**
     * Trains, measures and publishes, with states stored where that is wanted.
     *
     * @param begun the training to go on with
     */
    StoredModel publish(
            TrainingRuntime runtime,
            LabelledData rows,
            Recipe recipe,
            TrainingOptions options,
            StoreLocation store,
            Optional<UnfinishedTraining> begun)
            throws Exception {
        if (begun.isEmpty() && every == null) {
            return runtime.publish(rows, recipe, options, store);
        }
        UnfinishedVersions unfinished = store.open().unfinished();
        UnfinishedTraining training =
                begun.orElseGet(() -> unfinished.begin(beginning(rows, recipe, options)));
        int between = every == null ? training.storeEvery() : every;
        String name = training.modelVersion();
        StoredStates stored =
                new StoredStates(
                        between,
                        new StoredProgress(store.absolute(), name),
                        unfinished.state(training));
        tell(training, between);
        try {
            return runtime.run(
                    store,
                    job ->
                            job.storing(stored)
                                    .publish(rows, recipe, options, store.open().finishing(name)));
        } catch (TrainingException | DataException noModel) {
            if (unfinished.manifest(name).iteration() == 0) {
                unfinished.remove(name);
            }
            throw noModel;
        }
    }

    private UnfinishedTraining beginning(
            LabelledData rows, Recipe recipe, TrainingOptions options) {
        return new UnfinishedTraining(
                recipe,
                options,
                rows.schema(),
                rows.provenance(),
                ModelTraining.libraries(),
                every);
    }

    private void tell(UnfinishedTraining training, int between) {
        String name = training.modelVersion();
        spec.commandLine()
                .getErr()
                .println(
                        version == null
                                ? "%s is begun; its state is stored every %s, and `train --resume %s` goes on with it."
                                        .formatted(
                                                name,
                                                between == 1
                                                        ? "iteration"
                                                        : between + " iterations",
                                                name)
                                : "%s goes on after iteration %s."
                                        .formatted(name, training.iteration()));
    }
}
