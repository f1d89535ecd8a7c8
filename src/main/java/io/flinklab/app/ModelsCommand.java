package io.flinklab.app;

import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the published models. */
@Command(
        name = "models",
        description = "List the versions in a model store; * marks the one in use.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--store", required = true, description = "The model store's directory.")
    private Path store;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        ModelStore models = ModelStore.at(store);
        String current = models.current();
        List<Manifest> manifests = models.versions().stream().map(models::manifest).toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            new Report()
                    .put("current", current)
                    .put("models", manifests.stream().map(ModelsCommand::summary).toList())
                    .print(out, true);
        } else {
            manifests.forEach(manifest -> line(out, current, manifest));
            out.flush();
        }
        return 0;
    }

    private static Map<String, Object> summary(Manifest manifest) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("modelVersion", manifest.modelVersion());
        summary.put("modelSha256", manifest.modelSha256());
        summary.put("createdAt", manifest.createdAt().toString());
        summary.put("plan", manifest.training().options().plan().toString());
        summary.put("data", manifest.training().data().file());
        summary.put("trainRows", manifest.training().data().trainRows());
        summary.put("metrics", manifest.training().metrics());
        return summary;
    }

    private static void line(PrintWriter out, String current, Manifest manifest) {
        Map<String, Double> metrics = manifest.training().metrics();
        out.printf(
                Locale.ROOT,
                "%s %s  %-9s  %s  %s  %d rows  AUROC %.4f  log-loss %.4f  %s%n",
                manifest.modelVersion().equals(current) ? "*" : " ",
                manifest.modelVersion(),
                manifest.training().options().plan(),
                manifest.createdAt(),
                manifest.training().data().file(),
                manifest.training().data().trainRows(),
                metrics.getOrDefault("auroc", Double.NaN),
                metrics.getOrDefault("logLoss", Double.NaN),
                manifest.modelSha256().substring(0, 12));
    }
}
