package io.flinklab.app;

import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelGate.Verdict;
import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoredModel;
import io.flinklab.store.UnfinishedVersions;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Lists the published models, checks them, and says which one is in use. */
@Command(
        name = "models",
        description =
                "List the versions in a model store; * marks the one in use. A damaged version is"
                        + " marked too; that is an error where it is the one in use. Trainings that"
                        + " stored their state and are not over are listed as unfinished.",
        subcommands = ImportCommand.class,
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    static final String NOTIFY =
            "A topic that running jobs listen to, told of the change:"
                    + " kafka://host:port[,host:port]/topic.";

    @Spec private CommandSpec spec;

    @Option(
            names = "--store",
            required = true,
            scope = ScopeType.INHERIT,
            description = StoreOptions.STORE)
    private StoreLocation store;

    @Option(
            names = "--notify",
            scope = ScopeType.INHERIT,
            paramLabel = "TOPIC",
            description = NOTIFY)
    private ModelTopic jobs;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        ModelList models = ModelList.of(store.open());
        models.print(spec.commandLine().getOut(), json);
        models.damage().map(StoreException::getMessage).ifPresent(this::tell);
        return models.damage().isPresent() ? ExitCode.SOFTWARE : ExitCode.OK;
    }

    private void tell(String error) {
        spec.commandLine().getErr().println("error: " + error);
    }

    StoreLocation location() {
        return store;
    }

    ModelStore store() {
        return store.open();
    }

    /** Tells the running jobs of a version that was published. */
    void changed(StoredModel model) throws InterruptedException {
        if (jobs != null) {
            jobs.send(ModelEvent.Action.PUBLISH, model.version());
        }
    }

    @Command(
            description =
                    "Keep a version in use whatever is published later; every file of it is checked"
                            + " first.",
            mixinStandardHelpOptions = true)
    int pin(@Parameters(paramLabel = "VERSION", description = "As v000001.") String version)
            throws InterruptedException {
        store.open().pin(version);
        return changed(ModelEvent.Action.PIN, version);
    }

    @Command(description = "Use the latest version again.", mixinStandardHelpOptions = true)
    int unpin() throws InterruptedException {
        ModelStore models = store.open();
        models.unpin();
        return changed(ModelEvent.Action.UNPIN, models.current());
    }

    @Command(
            description = "Pin the last undamaged version before the one in use.",
            mixinStandardHelpOptions = true)
    int rollback() throws InterruptedException {
        return changed(ModelEvent.Action.ROLLBACK, store.open().rollback());
    }

    @Command(
            description =
                    "Remove an unfinished version: what a training stored that will not go on. One"
                            + " that still runs goes on, and stores no more.",
            mixinStandardHelpOptions = true)
    int discard(@Parameters(paramLabel = "VERSION", description = "As v000001.") String version) {
        UnfinishedVersions unfinished = store.open().unfinished();
        int iteration = unfinished.manifest(version).iteration();
        unfinished.remove(version);
        spec.commandLine()
                .getOut()
                .println("discarded %s, stored after %s iterations".formatted(version, iteration));
        return ExitCode.OK;
    }

    @Command(
            description =
                    "Print what was decided about the version in use: promotions and refusals of"
                            + " challengers, pins, rollbacks, each with its reason, oldest first.",
            mixinStandardHelpOptions = true)
    int log(
            @Option(
                            names = "--json",
                            description = "Print a JSON object for each, with all figures.")
                    boolean asJson) {
        new DecisionList(store.open().decisions()).print(spec.commandLine().getOut(), asJson);
        return ExitCode.OK;
    }

    @Command(
            description =
                    "Check every file of a version, its golden scores, and its metrics if asked.",
            mixinStandardHelpOptions = true)
    int verify(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "VERSION",
                            description = "A version, or all (default: the one in use).")
                    String version,
            @Option(
                            names = "--bound",
                            paramLabel = "BOUND",
                            description = "As auroc>=0.8 or logLoss<=0.45; repeatable.")
                    List<MetricBound> bounds,
            @Mixin RuntimeOption runtime) {
        ModelStore models = store.open();
        ModelGate gate = new ModelGate(bounds == null ? List.of() : bounds, runtime.runtime());
        List<String> versions =
                "all".equals(version)
                        ? models.versions()
                        : List.of(version == null ? models.current() : version);
        // Not allMatch: each version is to be told of.
        long refused = versions.stream().filter(each -> !admitted(models, gate, each)).count();
        return refused == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /**
     * Tells the running jobs, then the caller, that the store was changed.
     *
     * @param version in use from now on
     */
    private int changed(ModelEvent.Action action, String version) throws InterruptedException {
        if (jobs != null) {
            jobs.send(action, version);
        }
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %s is in use now%n", action, version);
        return ExitCode.OK;
    }

    private boolean admitted(ModelStore models, ModelGate gate, String version) {
        String reason;
        try {
            Verdict verdict = gate.judge(models.open(version));
            if (verdict instanceof Verdict.Admitted admitted) {
                PrintWriter out = spec.commandLine().getOut();
                admitted.scorer().close();
                Manifest manifest = admitted.model().manifest();
                out.printf(
                        Locale.ROOT,
                        "%s is good: %d files, %d golden scores, SHA-256 %s%n",
                        version,
                        manifest.files().size() + 2,
                        manifest.goldenScores().size(),
                        manifest.modelSha256());
                return true;
            }
            reason = version + ": " + ((Verdict.Refused) verdict).reason();
        } catch (StoreException.Unreachable e) {
            throw e;
        } catch (StoreException e) {
            reason = e.getMessage();
        }
        tell(reason);
        return false;
    }
}
