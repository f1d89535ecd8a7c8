package io.flinklab.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureColumns.Kind;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizer;

/**
 * Fits stages of Flink ML's in plain Java, in as few passes over the rows as they depend on each
 * other. The fitted stages are those that Flink ML's own fit gives at parallelism 1 for rows in the
 * same order, to the last bit.
 */
public final class FeatureFit implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<Integer, FittedStage>> BY_POSITION =
            new TypeReference<>() {};

    private final Schema schema;
    private final List<Stage<?>> stages;

    private FeatureFit(Schema schema, List<Stage<?>> stages) {
        this.schema = schema;
        this.stages = stages;
    }

    /**
     * The fit of these stages; empty if one of them, an option of it, or a column that it reads is
     * not known here. Then Flink ML fits them.
     *
     * @param stages in the order in which they apply, as {@link FeaturePlan#stages} gives them
     */
    public static Optional<FeatureFit> of(Schema schema, List<? extends Stage<?>> stages) {
        Map<String, Kind> columns = new HashMap<>();
        schema.numberNames().forEach(name -> columns.put(name, Kind.NUMBER));
        schema.categoryNames().forEach(name -> columns.put(name, Kind.TEXT));
        boolean known = stages.stream().allMatch(stage -> isKnown(stage, columns));
        return known ? Optional.of(new FeatureFit(schema, List.copyOf(stages))) : Optional.empty();
    }

    private static boolean isKnown(Stage<?> stage, Map<String, Kind> columns) {
        Optional<PlainStages.Known<?>> known = PlainStages.of(stage);
        boolean reads =
                known.isPresent()
                        && Stream.of(PlainStages.inputs(stage))
                                .flatMap(List::stream)
                                .allMatch(
                                        name ->
                                                columns.containsKey(name)
                                                        && known.get()
                                                                .inputs()
                                                                .contains(columns.get(name)));
        return reads
                && PlainStages.outputs(stage).stream()
                        .allMatch(name -> columns.put(name, known.get().output()) == null);
    }

    /**
     * Whether parts of the rows can be looked at apart. A KBinsDiscretizer draws a sample, which
     * depends on the order of all rows.
     */
    public boolean isMergeable() {
        return stages.stream().noneMatch(KBinsDiscretizer.class::isInstance);
    }

    /** The stages that need no rows, by their position. */
    public Map<Integer, FittedStage> start() {
        Map<Integer, FittedStage> known = new TreeMap<>();
        for (int i = 0; i < stages.size(); i++) {
            int position = i;
            Stage<?> stage = stages.get(i);
            PlainStages.of(stage)
                    .orElseThrow()
                    .fittedAtOnce(stage)
                    .ifPresent(fitted -> known.put(position, fitted));
        }
        return known;
    }

    /** Whether all stages are fitted. */
    public boolean isDone(Map<Integer, FittedStage> fitted) {
        return fitted.size() == stages.size();
    }

    /**
     * The next pass over the rows.
     *
     * @param fitted the stages that are fitted so far, by their position; not yet all
     */
    public FeaturePass pass(Map<Integer, FittedStage> fitted) {
        return new FeaturePass(schema, stages, fitted);
    }

    /**
     * Makes the features.
     *
     * @param fitted all stages, by their position
     */
    public FeatureEncoder encoder(Map<Integer, FittedStage> fitted) {
        return new FeatureEncoder(schema, List.copyOf(new TreeMap<>(fitted).values()));
    }

    /** Fitted stages as text, whose numbers read back to the same bits. */
    public static String toJson(Map<Integer, FittedStage> fitted) {
        try {
            return JSON.writerFor(BY_POSITION).writeValueAsString(fitted);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Every fitted stage can be written", impossible);
        }
    }

    /** Reads what {@link #toJson} wrote. */
    public static Map<Integer, FittedStage> fromJson(String json) {
        try {
            return JSON.readValue(json, BY_POSITION);
        } catch (JsonProcessingException notStages) {
            throw new IllegalArgumentException(
                    "Expected fitted stages by their position; found " + json, notStages);
        }
    }

    /**
     * The fitted stages, in order. The rows are looked at several times.
     *
     * @param examples of the schema, at least one
     * @throws IllegalArgumentException the rows do not fit a stage
     */
    public List<FittedStage> fit(Iterable<Example> examples) {
        if (!examples.iterator().hasNext()) {
            throw new IllegalArgumentException(
                    "Expected at least one example to fit features to; found none.");
        }
        Map<Integer, FittedStage> fitted = start();
        while (!isDone(fitted)) {
            FeaturePass pass = pass(fitted);
            examples.forEach(each -> pass.add(each.sharedNumbers(), each.sharedTexts()));
            fitted = pass.fitted();
        }
        return List.copyOf(fitted.values());
    }
}
