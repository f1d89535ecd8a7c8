package io.flinklab.online;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.features.FeatureEncoder;
import io.flinklab.features.FeatureVector;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Features that grow. A category that is new gets a place behind those of its column when its row
 * is learned from; until then it is scored as unseen. Means and deviations go on from the warm
 * start's, as of that many rows.
 *
 * <p>A column keeps {@value GrowableStages#MOST_CATEGORIES} categories at most, the warm start's
 * and those that came first, of at most {@value GrowableStages#LONGEST_CATEGORY} characters; any
 * other stays unseen, as before.
 */
final class GrowingFeatures implements LearnedFeatures {
    private final Schema schema;
    private final GrowableStages stages;
    private final ElementScaler scaler;
    private FeatureEncoder encoder;

    private GrowingFeatures(Schema schema, GrowableStages stages, RunningScaler running) {
        this.schema = schema;
        this.stages = stages;
        scaler = new ElementScaler(running, stages.scaledPositions());
        encoder = new FeatureEncoder(schema, stages.unscaled());
    }

    /**
     * Those of a pipeline that was trained.
     *
     * @param rows that its means and deviations are of
     * @throws IllegalArgumentException they cannot grow
     */
    static GrowingFeatures of(Schema schema, FittedPipeline first, long rows) {
        GrowableStages stages = new GrowableStages(schema, first);
        if (rows < 1) {
            throw new IllegalArgumentException(
                    "expected a manifest that says of how many rows its means and deviations are;"
                            + " found "
                            + rows
                            + ".");
        }
        return new GrowingFeatures(
                schema,
                stages,
                RunningScaler.startingAt(
                        WarmStart.doubles(stages.means()),
                        WarmStart.doubles(stages.deviations()),
                        rows));
    }

    /** Those that were written. */
    static GrowingFeatures read(Schema schema, FittedPipeline first, DataInput in)
            throws IOException {
        GrowableStages stages = new GrowableStages(schema, first);
        for (GrowableStages.Column column : stages.columns()) {
            for (int left = in.readInt(); left > 0; left--) {
                byte[] text = new byte[in.readInt()];
                in.readFully(text);
                column.add(new String(text, StandardCharsets.UTF_8));
            }
        }
        return new GrowingFeatures(schema, stages, RunningScaler.read(in));
    }

    @Override
    public void write(DataOutput out) throws IOException {
        for (GrowableStages.Column column : stages.columns()) {
            out.writeInt(column.added().size());
            for (String category : column.added()) {
                byte[] text = category.getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
        }
        scaler.write(out);
    }

    @Override
    public FeatureVector encode(Example example) {
        return scaler.scaled(unscaled(example));
    }

    private FeatureVector unscaled(Example example) {
        return encoder.encode(example.sharedNumbers(), example.sharedTexts());
    }

    @Override
    public void learn(Example example, OnlineLogisticRegression model) {
        boolean grown = false;
        for (GrowableStages.Column column : stages.columns()) {
            String category = example.text(column.text());
            if (column.takes(category)) {
                int places = column.places();
                int end = stages.end(column);
                column.add(category);
                model.insert(end, column.places() - places);
                grown = true;
            }
        }
        if (grown) {
            encoder = new FeatureEncoder(schema, stages.unscaled());
            scaler.move(stages.scaledPositions());
        }
        scaler.learn(unscaled(example));
    }

    @Override
    public List<FittedStage> stages() {
        return stages.scaled(boxed(scaler.means()), boxed(scaler.deviations()));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    @Override
    public long scaledRows() {
        return scaler.rows();
    }
}
