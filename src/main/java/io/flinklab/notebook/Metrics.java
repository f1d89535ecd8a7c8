package io.flinklab.notebook;

import io.flinklab.evaluation.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tables of what was measured. */
public final class Metrics {
    private Metrics() {}

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
}
