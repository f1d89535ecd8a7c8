package io.flinklab.features;

import io.flinklab.data.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.ml.api.Stage;

/**
 * One pass over the training rows: the statistics of all stages whose columns the stages before
 * them can fill already. Parts of the rows may each make a pass, to be merged in a fixed order.
 */
public final class FeaturePass {
    private final SortedMap<Integer, FittedStage> known;
    private final SortedMap<Integer, StageStatistics> statistics = new TreeMap<>();
    private final List<ScalarSteps.Step> steps = new ArrayList<>();
    private final FeatureRow row;

    FeaturePass(Schema schema, List<Stage<?>> stages, Map<Integer, FittedStage> fitted) {
        known = new TreeMap<>(fitted);
        FeatureColumns columns = new FeatureColumns(schema);
        FeatureSteps visitor = new FeatureSteps(columns, steps);
        for (int i = 0; i < stages.size(); i++) {
            Stage<?> stage = stages.get(i);
            if (!columns.hasAll(PlainStages.inputs(stage))) {
                continue;
            }
            if (known.containsKey(i)) {
                known.get(i).accept(visitor);
            } else {
                collect(i, PlainStages.of(stage).orElseThrow().statistics(stage, columns));
            }
        }
        row = columns.newRow();
    }

    private void collect(int stage, StageStatistics its) {
        statistics.put(stage, its);
        steps.add(
                values -> {
                    its.add(values);
                    return true;
                });
    }

    /**
     * Takes one more row.
     *
     * @param numbers of the schema's numeric columns, in their order
     * @param texts of the schema's category columns, likewise
     * @throws IllegalArgumentException a stage refuses a value
     */
    public void add(double[] numbers, String[] texts) {
        row.read(numbers, texts);
        for (ScalarSteps.Step step : steps) {
            if (!step.apply(row)) {
                return;
            }
        }
    }

    /** The statistics of the rows so far. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (StageStatistics each : statistics.values()) {
                each.write(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    /** Adds the statistics of rows that come after these. */
    public void merge(byte[] later) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(later))) {
            for (StageStatistics each : statistics.values()) {
                each.merge(in);
            }
        } catch (IOException notStatistics) {
            throw new UncheckedIOException(notStatistics);
        }
    }

    /**
     * The stages that were known before this pass and those that it fits, by their position.
     *
     * @throws IllegalArgumentException the rows do not fit a stage
     */
    public Map<Integer, FittedStage> fitted() {
        SortedMap<Integer, FittedStage> all = new TreeMap<>(known);
        statistics.forEach((stage, its) -> all.put(stage, its.fitted()));
        return all;
    }
}
