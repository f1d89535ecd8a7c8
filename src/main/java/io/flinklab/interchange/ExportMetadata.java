package io.flinklab.interchange;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.data.Schema;
import io.flinklab.features.FittedNetwork;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.KnownCategories;
import io.flinklab.features.ScoreMeaning;
import java.util.List;

/**
 * What a graph cannot say of its model, such as the threshold; it is kept inside the model's file.
 *
 * @param version the version that it was written from; empty for a model that was made elsewhere
 * @param sha256 of that version's content; likewise
 * @param threshold scores from here on are predicted 1
 * @param categories the columns whose values the model knows
 * @param imputed the columns in which the model takes a missing number, NaN
 * @param score what the model's output says; null where it is a probability
 */
public record ExportMetadata(
        String version,
        String sha256,
        double threshold,
        List<KnownCategories> categories,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> imputed,
        @JsonInclude(JsonInclude.Include.NON_NULL) ScoreMeaning score) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double USUAL_THRESHOLD = 0.5;

    /** Copies the lists; export metadata of an earlier edition names no imputed columns. */
    public ExportMetadata {
        categories = List.copyOf(categories);
        imputed = imputed == null ? List.of() : List.copyOf(imputed);
        score = score == ScoreMeaning.PROBABILITY ? null : score;
    }

    /** The metadata of a model whose output is a probability. */
    public ExportMetadata(
            String version,
            String sha256,
            double threshold,
            List<KnownCategories> categories,
            List<String> imputed) {
        this(version, sha256, threshold, categories, imputed, null);
    }

    /** What the model's output says. */
    public ScoreMeaning meaning() {
        return score == null ? ScoreMeaning.PROBABILITY : score;
    }

    /** The metadata of a model that has none: it refuses no category. */
    public static ExportMetadata none() {
        return new ExportMetadata("", "", USUAL_THRESHOLD, List.of(), List.of());
    }

    /** The metadata of a fitted pipeline. */
    public static ExportMetadata of(
            Schema schema, FittedPipeline pipeline, String version, String sha256) {
        return new ExportMetadata(
                version,
                sha256,
                pipeline.predictor().threshold(),
                KnownCategories.of(schema, pipeline.stages()),
                FittedStage.imputed(schema, pipeline.stages()),
                pipeline.predictor().meaning());
    }

    /** The metadata of a fitted network, which gets its version when it is published. */
    public static ExportMetadata of(Schema schema, FittedNetwork network) {
        return new ExportMetadata(
                "",
                "",
                network.threshold(),
                KnownCategories.of(schema, network.stages()),
                FittedStage.imputed(schema, network.stages()));
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IllegalArgumentException it is something else
     */
    public static ExportMetadata parse(String json) {
        try {
            return MAPPER.readValue(json, ExportMetadata.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "Expected the JSON of export metadata; found " + json + ".", e);
        }
    }

    /** As JSON in one line; the same metadata gives the same text. */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts and numbers are always JSON", e);
        }
    }
}
