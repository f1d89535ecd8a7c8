package io.flinklab.notebook;

import io.flinklab.evaluation.Evaluation;
import io.flinklab.notebook.Charts.Bars;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Models beside each other, by the metrics of an evaluation or of their manifests. */
public final class ModelComparison {
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

    /** The metrics as groups of bars, one bar for each model. */
    public static Picture chart(String title, List<String> metrics, StoredModel... models) {
        Bars[] bars =
                Stream.of(models)
                        .map(
                                model ->
                                        new Bars(
                                                recipe(model),
                                                metrics.stream()
                                                        .mapToDouble(name -> metric(model, name))
                                                        .toArray()))
                        .toArray(Bars[]::new);
        return Charts.groupedBars(title, "metric", "value on the test part", metrics, bars);
    }

    private static List<Object> row(String name, Map<String, Double> values, String... metrics) {
        List<Object> row = new ArrayList<>(List.of(name));
        for (String metric : metrics) {
            if (!values.containsKey(metric)) {
                throw new IllegalArgumentException(
                        "No metric \"%s\"; expected some of %s."
                                .formatted(metric, values.keySet()));
            }
            row.add(values.get(metric));
        }
        return row;
    }

    private static List<Object> row(StoredModel model, List<String> metrics) {
        List<Object> row =
                new ArrayList<>(List.of(recipe(model), model.version(), features(model)));
        metrics.forEach(name -> row.add(metric(model, name)));
        return row;
    }

    /** The number of features, which only a pipeline tells. */
    private static Object features(StoredModel model) {
        return model.isPipeline() ? model.pipeline().classifier().coefficients().size() : "-";
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
