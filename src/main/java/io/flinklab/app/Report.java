package io.flinklab.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.store.StoredModel;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The results of a command by name, printed as one JSON object or as aligned lines. */
final class Report {
    private static final Set<String> NOT_AS_TEXT =
            Set.of("coefficients", "unseenCategories", "candidates");

    /** Metrics that count rows. */
    private static final Set<String> COUNTS =
            Set.of(
                    "rows",
                    "positives",
                    "correct",
                    "truePositives",
                    "falsePositives",
                    "trueNegatives",
                    "falseNegatives");

    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Adds a value; null is shown as null. */
    Report put(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds what identifies a model. */
    Report put(StoredModel model) {
        put("plan", model.manifest().training().plan());
        put("format", model.format().toString());
        put("modelVersion", model.version());
        put("modelSha256", model.manifest().modelSha256());
        put("modelPath", model.where());
        ScoreMeaning meaning = model.manifest().training().score();
        if (meaning != ScoreMeaning.PROBABILITY) {
            put("score", meaning.toString());
        }
        if (model.isPipeline()) {
            put(model.pipeline().predictor());
        }
        return this;
    }

    private void put(Predictor predictor) {
        if (predictor instanceof FittedStage.LogisticRegression classifier) {
            put("coefficients", classifier.coefficients());
            put("intercept", classifier.intercept());
        } else if (predictor instanceof Predictor.LinearSVC classifier) {
            put("coefficients", classifier.coefficients());
        }
    }

    /** Adds the metrics of an evaluation; one that is not defined is null. */
    Report put(Map<String, Double> metrics) {
        metrics.forEach(
                (name, value) ->
                        put(name, COUNTS.contains(name) ? (Object) value.longValue() : value));
        return this;
    }

    void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            values.forEach((name, value) -> line(out, name, value));
        }
    }

    private String json() {
        try {
            return new ObjectMapper().writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Names and numbers are always JSON", e);
        }
    }

    private static void line(PrintWriter out, String name, Object value) {
        if (!NOT_AS_TEXT.contains(name)) {
            out.printf(Locale.ROOT, "%-18s %s%n", name, text(value));
        }
    }

    private static Object text(Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.5f", number) : value;
    }
}
