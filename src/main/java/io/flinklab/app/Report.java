package io.flinklab.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FittedStage;
import io.flinklab.store.StoredModel;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a command found, by name: printed as one JSON object or as aligned lines. */
final class Report {
    private static final Set<String> LONG = Set.of("coefficients", "confusion");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a value; null is shown as null. */
    Report put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds what identifies a model. */
    Report put(StoredModel model) {
        FittedStage.LogisticRegression classifier = model.pipeline().classifier();
        return put("plan", model.manifest().training().options().plan().toString())
                .put("modelVersion", model.version())
                .put("modelSha256", model.manifest().modelSha256())
                .put("modelPath", model.directory().toString())
                .put("coefficients", classifier.coefficients())
                .put("intercept", classifier.intercept());
    }

    /** Adds all metrics; one that is not defined is null. */
    Report put(Evaluation evaluation) {
        evaluation.toMap().forEach((name, value) -> put(name, number(value)));
        return this;
    }

    /** Adds metrics kept in a manifest. */
    Report put(Map<String, Double> metrics) {
        metrics.forEach((name, value) -> put(name, number(value)));
        return this;
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            values.forEach((name, value) -> line(out, name, value));
        }
        out.flush();
    }

    private String json() {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Names and numbers are always JSON", e);
        }
    }

    private static void line(PrintWriter out, String name, Object value) {
        if (!LONG.contains(name)) {
            out.printf(Locale.ROOT, "%-18s %s%n", name, text(value));
        }
    }

    private static Object text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.5f", number) : value;
    }

    /** A count reads as a count, and what JSON cannot say as null. */
    private static Object number(Double value) {
        if (value == null || !Double.isFinite(value)) {
            return null;
        }
        return value == Math.rint(value) && Math.abs(value) > 1
                ? (Object) value.longValue()
                : value;
    }
}
