package io.flinklab.streaming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.data.Column;
import io.flinklab.data.Schema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The service's answer for one example. */
sealed interface RemoteScore {

    /**
     * A score, and the model that gave it.
     *
     * @param key of the example as text; empty where the schema has none
     * @param unseenCategories columns with a category that the model was not trained with
     */
    record Scored(
            String key,
            double score,
            int prediction,
            String modelVersion,
            String modelSha256,
            List<String> unseenCategories)
            implements RemoteScore {
        /** The score of an example whose categories are all known. */
        Scored(String key, double score, int prediction, String modelVersion, String modelSha256) {
            this(key, score, prediction, modelVersion, modelSha256, List.of());
        }
    }

    /** Why an example has no score. */
    record Refused(String column, String reason) implements RemoteScore {}

    /**
     * Reads the service's answer to an array of examples.
     *
     * @throws IOException if it is no such answer
     */
    static List<RemoteScore> readAll(String json, int expected, Schema schema) throws IOException {
        JsonNode answers;
        try {
            answers = Reading.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IOException("an answer that is no JSON: " + e.getOriginalMessage(), e);
        }
        if (!answers.isArray() || answers.size() != expected) {
            throw new IOException("an answer that is not an array of " + expected);
        }
        List<RemoteScore> scores = new ArrayList<>(expected);
        for (JsonNode answer : answers) {
            scores.add(read(answer, schema));
        }
        return scores;
    }

    /** The reason in the service's answer to a request that it refused as a whole. */
    static Refused refusal(String json, int status) {
        try {
            JsonNode error = Reading.MAPPER.readTree(json).path("error");
            if (error.path("reason").isTextual()) {
                return new Refused(error.path("column").asText(""), error.get("reason").asText());
            }
        } catch (JsonProcessingException notOurs) {
            // A balancer's own page, say.
        }
        return new Refused("", "the service answered with status " + status);
    }

    private static RemoteScore read(JsonNode answer, Schema schema) throws IOException {
        JsonNode error = answer.path("error");
        if (error.isObject()) {
            return new Refused(error.path("column").asText(), error.path("reason").asText());
        }
        String key = schema.key().map(Column::name).orElse("");
        boolean whole =
                (key.isEmpty() || answer.path(key).isValueNode())
                        && answer.path("score").isNumber()
                        && answer.path("prediction").isInt()
                        && answer.path("modelVersion").isTextual()
                        && answer.path("modelSha256").isTextual();
        if (!whole) {
            throw new IOException("an answer without a score");
        }
        return new Scored(
                answer.path(key).asText(""),
                answer.get("score").asDouble(),
                answer.get("prediction").asInt(),
                answer.get("modelVersion").asText(),
                answer.get("modelSha256").asText(),
                columns(answer.path("unseenCategories"), schema));
    }

    /** Those that the schema has: each is a metric, which is never removed. */
    private static List<String> columns(JsonNode names, Schema schema) {
        if (names.isEmpty()) {
            return List.of();
        }
        List<String> columns = new ArrayList<>();
        names.forEach(name -> columns.add(name.asText()));
        columns.retainAll(schema.names());
        return columns;
    }

    /** Keeps the mapper out of the interface's own fields. */
    final class Reading {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private Reading() {}
    }
}
