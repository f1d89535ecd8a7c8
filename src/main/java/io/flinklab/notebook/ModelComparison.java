package io.flinklab.notebook;

import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FeatureNames;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Models beside each other, by the metrics of an evaluation or of their manifests. */
public final class ModelComparison {
    /** Metrics that a better model has smaller. */
    private static final Set<String> LOSSES = Set.of("logLoss", "brier", "calibrationError");

    private ModelComparison() {}

    /**
     * One row for each model, one column for each metric.
     *
     * @param evaluations by the models' names, in the order of the rows
     * @param metrics keys of {@link Evaluation#toMap()}
     */
    public static Grid table(String title, Map<String, Evaluation> evaluations, String... metrics) {
        List<String> columns = new ArrayList<>(List.of("model"));
        columns.addAll(List.of(metrics));
        List<List<Object>> rows = new ArrayList<>();
        evaluations.forEach((name, evaluation) -> rows.add(row(name, evaluation.toMap(), metrics)));
        return Grid.of(title, columns, rows);
    }

    /**
     * One row for each stored model: recipe, version, features, metrics of the test part.
     *
     * @param metrics keys of {@link Evaluation#toMap()}
     */
    public static Grid table(String title, List<String> metrics, StoredModel... models) {
        List<String> columns = new ArrayList<>(List.of("recipe", "version", "features"));
        columns.addAll(metrics);
        return Grid.of(title, columns, Stream.of(models).map(m -> row(m, metrics)).toList());
    }

    /**
     * One bar for each model in a panel for each metric, since metrics have directions and scales
     * of their own.
     *
     * @param evaluations by the models' names, from the top
     * @param metrics keys of {@link Evaluation#toMap()}
     */
    public static Picture chart(
            String title, Map<String, Evaluation> evaluations, String... metrics) {
        return Charts.horizontalBars(
                title,
                List.copyOf(evaluations.keySet()),
                Stream.of(metrics)
                        .map(metric -> panel(metric, evaluations))
                        .toArray(BarPanel[]::new));
    }

    private static BarPanel panel(String metric, Map<String, Evaluation> evaluations) {
        String direction = LOSSES.contains(metric) ? "lower is better" : "higher is better";
        return new BarPanel(
                "%s (%s)".formatted(metric, direction),
                evaluations.values().stream()
                        .mapToDouble(each -> value(each.toMap(), metric))
                        .toArray());
    }

    private static List<Object> row(String name, Map<String, Double> values, String... metrics) {
        List<Object> row = new ArrayList<>(List.of(name));
        Stream.of(metrics).forEach(metric -> row.add(value(values, metric)));
        return row;
    }

    /** Null where one label alone leaves the metric without a value. */
    private static Double value(Map<String, Double> values, String metric) {
        if (!values.containsKey(metric)) {
            throw new IllegalArgumentException(
                    "No metric \"%s\"; expected some of %s.".formatted(metric, values.keySet()));
        }
        return values.get(metric);
    }

    private static List<Object> row(StoredModel model, List<String> metrics) {
        List<Object> row =
                new ArrayList<>(List.of(recipe(model), model.version(), features(model)));
        metrics.forEach(name -> row.add(metric(model, name)));
        return row;
    }

    /** The number of features, which only a pipeline tells. */
    private static Object features(StoredModel model) {
        return model.isPipeline() ? FeatureNames.of(model.pipeline()).size() : "-";
    }

    private static String recipe(StoredModel model) {
        return model.manifest().training().plan();
    }

    private static double metric(StoredModel model, String name) {
        Map<String, Double> metrics = model.manifest().training().metrics();
        if (!metrics.containsKey(name)) {
            throw new IllegalArgumentException(
                    "No metric %s in the manifest of %s; it has %s."
                            .formatted(name, model.version(), metrics.keySet()));
        }
        // One label alone in the test part leaves some metrics without a value.
        return metrics.get(name) == null ? Double.NaN : metrics.get(name);
    }
}
