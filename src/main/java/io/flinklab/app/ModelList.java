package io.flinklab.app;

import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.store.TrainingRecord;
import io.flinklab.store.TrainingRecord.DataProvenance;
import io.flinklab.store.UnfinishedTraining;
import io.flinklab.store.UnfinishedVersions;
import io.flinklab.training.Hyperparameters;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The versions in a model store, good and damaged, and which of them is in use. */
final class ModelList {
    private final List<Listed> listed;
    private final Listed current;
    private final List<Unfinished> unfinished;

    private ModelList(List<Listed> listed, Listed current, List<Unfinished> unfinished) {
        this.listed = listed;
        this.current = current;
        this.unfinished = unfinished;
    }

    /**
     * A training that is not over.
     *
     * @param manifest null where it cannot be read
     * @param damage why it cannot be read; null where it can
     */
    private record Unfinished(String version, UnfinishedTraining manifest, StoreException damage) {
        static Unfinished of(UnfinishedVersions trainings, String version) {
            try {
                return new Unfinished(version, trainings.manifest(version), null);
            } catch (StoreException e) {
                return new Unfinished(version, null, e);
            }
        }

        Map<String, Object> summary() {
            Map<String, Object> summary = new LinkedHashMap<>();
            summary.put("modelVersion", version);
            if (manifest == null) {
                summary.put("error", damage.getMessage());
                return summary;
            }
            summary.put("iteration", manifest.iteration());
            summary.put("createdAt", manifest.createdAt().toString());
            summary.put("plan", manifest.plan());
            summary.put("data", manifest.data().file());
            summary.put("trainRows", manifest.data().trainRows());
            return summary;
        }

        @Override
        public String toString() {
            return manifest == null
                    ? "damaged: " + damage.getMessage()
                    : String.format(
                            Locale.ROOT,
                            "%-9s  unfinished   %s  %s  %s  iteration %d",
                            manifest.plan(),
                            manifest.createdAt(),
                            manifest.data().file(),
                            trained(manifest.data()),
                            manifest.iteration());
        }
    }

    /**
     * A version in the list.
     *
     * @param manifest null where it cannot be read
     * @param damage why it cannot be read; null where it can
     */
    private record Listed(String version, Manifest manifest, StoreException damage) {
        static Listed of(ModelStore models, String version) {
            try {
                return new Listed(version, models.manifest(version), null);
            } catch (StoreException e) {
                return new Listed(version, null, e);
            }
        }

        boolean isGood() {
            return damage == null;
        }
    }

    /**
     * Reads every manifest.
     *
     * @throws StoreException no version is good, and none is unfinished
     */
    static ModelList of(ModelStore models) {
        List<Listed> listed =
                models.versions().stream().map(each -> Listed.of(models, each)).toList();
        List<Unfinished> unfinished =
                models.unfinished().versions().stream()
                        .map(each -> Unfinished.of(models.unfinished(), each))
                        .toList();
        Listed current = current(models, listed);
        boolean begun = listed.isEmpty() && !unfinished.isEmpty();
        if (!begun && listed.stream().noneMatch(Listed::isGood)) {
            throw current.damage();
        }
        return new ModelList(listed, begun ? new Listed("", null, null) : current, unfinished);
    }

    /** The version in use, or with an empty name why there is none. */
    private static Listed current(ModelStore models, List<Listed> listed) {
        try {
            String current = models.current();
            return listed.stream()
                    .filter(each -> each.version().equals(current))
                    .findFirst()
                    .orElseGet(() -> Listed.of(models, current));
        } catch (StoreException e) {
            return new Listed("", null, e);
        }
    }

    /** What is wrong with the version in use, if anything is. */
    Optional<StoreException> damage() {
        return Optional.ofNullable(current.damage());
    }

    /** Prints one JSON object, or a line for each version. */
    void print(PrintWriter out, boolean json) {
        if (json) {
            printJson(out);
            return;
        }
        for (Listed each : listed) {
            if (each.isGood()) {
                line(out, each.manifest());
            } else {
                out.printf(
                        Locale.ROOT,
                        "%s %s  damaged: %s%n",
                        mark(each.version()),
                        each.version(),
                        each.damage().getMessage());
            }
        }
        unfinished.forEach(each -> out.printf(Locale.ROOT, "  %s  %s%n", each.version(), each));
    }

    private void printJson(PrintWriter out) {
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
                                .map(ModelList::damaged)
                                .toList())
                .put("unfinished", unfinished.stream().map(Unfinished::summary).toList())
                .print(out, true);
    }

    private static Map<String, String> damaged(Listed version) {
        return Map.of("modelVersion", version.version(), "error", version.damage().getMessage());
    }

    private String mark(String version) {
        return version.equals(current.version()) ? "*" : " ";
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

    /** By the metrics that scores of this meaning have. */
    private static String judged(TrainingRecord training) {
        return switch (training.score()) {
            case PROBABILITY -> ranking(training) + "  " + metric("log-loss", training, "logLoss");
            case ORDER -> metric("AUROC", training, "auroc");
            case SEGMENT -> metric("silhouette", training, "silhouette");
        };
    }

    /** A ranking takes all scores at once, which a stream does not keep. */
    private static String ranking(TrainingRecord training) {
        return training.hyperparameters() instanceof Hyperparameters.Online
                ? metric("accuracy", training, "accuracy")
                : metric("AUROC", training, "auroc");
    }

    private static String metric(String title, TrainingRecord training, String name) {
        Double value = training.metrics().get(name);
        return String.format(Locale.ROOT, "%s %.4f", title, value == null ? Double.NaN : value);
    }

    private static String trained(DataProvenance data) {
        return data.trainRows() == 0 ? "trained elsewhere" : data.trainRows() + " rows";
    }

    private void line(PrintWriter out, Manifest manifest) {
        out.printf(
                Locale.ROOT,
                "%s %s  %-9s  %-11s  %s  %s  %s  %s  %s%n",
                mark(manifest.modelVersion()),
                manifest.modelVersion(),
                manifest.training().plan(),
                manifest.format(),
                manifest.createdAt(),
                manifest.training().data().file(),
                trained(manifest.training().data()),
                judged(manifest.training()),
                manifest.modelSha256().substring(0, 12));
    }
}
