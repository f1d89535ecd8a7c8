package io.flinklab.notebook;

import io.flinklab.notebook.Charts.Bars;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Models beside each other by the figures of their manifests. */
public final class ModelComparison {
    private ModelComparison() {}

    /**
     * One row for each model: recipe, version, features, metrics of the test part.
     *
     * @param metrics keys of {@link io.flinklab.evaluation.Evaluation#toMap}
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
                                                plan(model),
                                                metrics.stream()
                                                        .mapToDouble(name -> metric(model, name))
                                                        .toArray()))
                        .toArray(Bars[]::new);
        return Charts.groupedBars(title, "metric", "value on the test part", metrics, bars);
    }

    private static List<Object> row(StoredModel model, List<String> metrics) {
        List<Object> row = new ArrayList<>(List.of(plan(model), model.version(), features(model)));
        metrics.forEach(name -> row.add(metric(model, name)));
        return row;
    }

    /** Only a pipeline says how many there are. */
    private static Object features(StoredModel model) {
        return model.isPipeline() ? model.pipeline().classifier().coefficients().size() : "-";
    }

    private static String plan(StoredModel model) {
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
