package io.flinklab.app;

import io.flinklab.serving.MetricBound;
import io.flinklab.serving.ModelGate;
import io.flinklab.serving.ModelGate.Verdict;
import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoredModel;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.flink.StoreLocation;
import io.flinklab.streaming.kafka.ModelEvent;
import io.flinklab.streaming.kafka.ModelTopic;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
                        + " marked too; that is an error where it is the one in use.",
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
        ModelStore models = store.open();
        List<Listed> listed = models.versions().stream().map(each -> listed(models, each)).toList();
        Listed current = current(models, listed);
        if (listed.stream().noneMatch(Listed::isGood)) {
            throw current.damage();
        }
        print(listed, current);
        if (current.isGood()) {
            return ExitCode.OK;
        }
        tell(current.damage().getMessage());
        return ExitCode.SOFTWARE;
    }

    /**
     * A version in the list.
     *
     * @param manifest null where it cannot be read
     * @param damage why it cannot be read; null where it can
     */
    private record Listed(String version, Manifest manifest, StoreException damage) {
        boolean isGood() {
            return damage == null;
        }
    }

    private static Listed listed(ModelStore models, String version) {
        try {
            return new Listed(version, models.manifest(version), null);
        } catch (StoreException e) {
            return new Listed(version, null, e);
        }
    }

    /** The version in use, or with an empty name why there is none. */
    private static Listed current(ModelStore models, List<Listed> listed) {
        try {
            String current = models.current();
            return listed.stream()
                    .filter(each -> each.version().equals(current))
                    .findFirst()
                    .orElseGet(() -> listed(models, current));
        } catch (StoreException e) {
            return new Listed("", null, e);
        }
    }

    private void print(List<Listed> listed, Listed current) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new Report()
                    .put("current", current.version().isEmpty() ? null : current.version())
                    .put(
                            "models",
                            listed.stream()
                                    .filter(Listed::isGood)
                                    .map(each -> summary(each.manifest()))
                                    .toList())
                    .put(
                            "damaged",
                            listed.stream()
                                    .filter(each -> !each.isGood())
                                    .map(ModelsCommand::damaged)
                                    .toList())
                    .print(out, true);
            return;
        }
        for (Listed each : listed) {
            if (each.isGood()) {
                line(out, current.version(), each.manifest());
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s %s  damaged: %s%n",
                        mark(each.version(), current.version()),
                        each.version(),
                        each.damage().getMessage());
            }
        }
        out.flush();
    }

    private static Map<String, String> damaged(Listed version) {
        return Map.of("modelVersion", version.version(), "error", version.damage().getMessage());
    }

    private static String mark(String version, String current) {
        return version.equals(current) ? "*" : " ";
    }

    private void tell(String error) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("error: " + error);
        err.flush();
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
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%s: %s is in use now%n", action, version);
        out.flush();
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
                out.flush();
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

    private static Map<String, Object> summary(Manifest manifest) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("modelVersion", manifest.modelVersion());
        summary.put("modelSha256", manifest.modelSha256());
        summary.put("createdAt", manifest.createdAt().toString());
        summary.put("format", manifest.format().toString());
        summary.put("plan", manifest.training().plan());
        summary.put("data", manifest.training().data().file());
        summary.put("trainRows", manifest.training().data().trainRows());
        summary.put("metrics", manifest.training().metrics());
        return summary;
    }

    private static String trained(DataProvenance data) {
        return data.trainRows() == 0 ? "trained elsewhere" : data.trainRows() + " rows";
    }

    private static void line(PrintWriter out, String current, Manifest manifest) {
        Map<String, Double> metrics = manifest.training().metrics();
        out.printf(
                Locale.ROOT,
                "%s %s  %-9s  %-11s  %s  %s  %s  AUROC %.4f  log-loss %.4f  %s%n",
                mark(manifest.modelVersion(), current),
                manifest.modelVersion(),
                manifest.training().plan(),
                manifest.format(),
                manifest.createdAt(),
                manifest.training().data().file(),
                trained(manifest.training().data()),
                metrics.getOrDefault("auroc", Double.NaN),
                metrics.getOrDefault("logLoss", Double.NaN),
                manifest.modelSha256().substring(0, 12));
    }
}
