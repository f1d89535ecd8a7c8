package io.flinklab.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.flinklab.churn.Churn;
import io.flinklab.data.sketch.TableSketch;
import io.flinklab.features.ScoreMeaning;
import io.flinklab.training.Hyperparameters;
import java.util.Map;

/** Gives a manifest of an earlier format what it did not have yet. */
final class OlderManifest {
    private OlderManifest() {}

    static void complete(ObjectNode manifest, int format) {
        if (manifest.path("training") instanceof ObjectNode training) {
            // Before format 8 nobody looked at how the rows are spread.
            training.set("sketch", StoreJson.tree(TableSketch.NONE));
            if (format < 7) {
                training.putArray("searches");
                if (training.path("options") instanceof ObjectNode options) {
                    options.put("timeLimitSeconds", 0);
                }
                addStopReason(training.path("fit"));
            }
            if (format < 6) {
                // Every score was a probability.
                training.put("score", ScoreMeaning.PROBABILITY.toString());
            }
        }
        if (format < 5) {
            completeUntil4(manifest, format);
        }
    }

    private static void completeUntil4(ObjectNode manifest, int format) {
        if (format < 2) {
            manifest.putArray("probes");
        }
        if (format < 3) {
            manifest.put("format", ModelFormat.PIPELINE.toString());
        }
        if (format < 4) {
            manifest.put("probeTolerance", 0);
        }
        // Until format 4 the golden scores were called probes.
        manifest.set("goldenScores", manifest.remove("probes"));
        manifest.set("goldenTolerance", manifest.remove("probeTolerance"));
        // Before format 5 there was one table, and nothing said so.
        if (manifest.path("training") instanceof ObjectNode training) {
            addSchema(training);
        }
        manifest.path("goldenScores").forEach(OlderManifest::renameColumns);
    }

    /** Only a network stopped otherwise than by its tolerance or its most iterations. */
    private static void addStopReason(JsonNode fit) {
        if (fit instanceof ObjectNode facts && facts.has("converged")) {
            boolean network = facts.path("estimator").asText().equals("NeuralNetwork");
            String converged = network ? "validation" : "tolerance";
            boolean ended = facts.remove("converged").asBoolean();
            facts.put("stoppedBy", ended ? converged : "iterations");
        }
    }

    private static void addSchema(ObjectNode training) {
        training.set("schema", Churn.SCHEMA.toJson());
        training.putObject("hyperparameters").put("estimator", Hyperparameters.Unknown.NAME);
        if (training.path("options") instanceof ObjectNode options) {
            training.set("plan", options.remove("plan"));
        }
        if (training.path("data") instanceof ObjectNode data) {
            data.set("duplicateKeys", data.remove("duplicateCustomers"));
        }
    }

    /** Examples were called customers, and named their columns with a small first letter. */
    private static void renameColumns(JsonNode golden) {
        if (!(golden instanceof ObjectNode object && golden.path("customer").isObject())) {
            return;
        }
        ObjectNode example = object.putObject("example");
        for (Map.Entry<String, JsonNode> member : object.remove("customer").properties()) {
            String name = member.getKey();
            // A label that is not known was a text, and is left out now.
            if (!member.getValue().asText().equals("NaN")) {
                example.set(
                        Character.toUpperCase(name.charAt(0)) + name.substring(1),
                        member.getValue());
            }
        }
    }
}
