package io.flinklab.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.data.Example;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.json.ExampleJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A made-up example and the score that the model gave when it was published: whoever loads the
 * model later can see that it still scores the same.
 *
 * @param example nobody's data, as {@link ExampleJson} writes it; the label means nothing
 * @param score probability, 0 to 1
 */
public record GoldenScore(JsonNode example, double score) {
    /**
     * Scores that are computed in double precision may differ by this between machines, whose
     * exponential functions differ a little.
     */
    public static final double DOUBLE_TOLERANCE = 1e-12;

    /** Scores that are computed in single precision, or partly so, may differ by this. */
    public static final double SINGLE_TOLERANCE = 1e-6;

    /** The golden score of an example. */
    public static GoldenScore of(Schema schema, Example example, double score) {
        try {
            return new GoldenScore(
                    new ObjectMapper().readTree(ExampleJson.write(schema, example)), score);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The example.
     *
     * @throws IllegalArgumentException it does not fit the schema
     */
    public Example example(Schema schema) {
        ParsedRow row = new ExampleJson(schema, "golden score").parse(1, example.toString());
        if (row instanceof ParsedRow.Accepted accepted) {
            return accepted.example();
        }
        throw new IllegalArgumentException(((ParsedRow.Rejected) row).reject().reason());
    }

    /**
     * The tolerance of a model that says nothing of its precision: single where all scores are
     * numbers of single precision. A pipeline computes in double precision.
     */
    static double tolerance(ModelFormat format, List<GoldenScore> goldenScores) {
        boolean single =
                format != ModelFormat.PIPELINE
                        && !goldenScores.isEmpty()
                        && goldenScores.stream()
                                .allMatch(golden -> golden.score == (float) golden.score);
        return single ? SINGLE_TOLERANCE : DOUBLE_TOLERANCE;
    }
}
