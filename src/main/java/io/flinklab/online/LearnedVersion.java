package io.flinklab.online;

import io.flinklab.features.FeatureFit;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a learner knew after some row, on its way to the store.
 *
 * @param learner what learned it
 * @param warmStart the version that it began with
 * @param tally of the stream up to that row
 * @param rows where the rows stand that it learned from, as {@link LearnedRows} writes it
 * @param metrics of the scores before that row, as a manifest has them
 * @param scaledRows those that the features' means and deviations are of; 0 where they are the warm
 *     start's
 * @param features the stages that make its features; empty where they are those that it began with
 * @param coefficients one for each feature
 */
record LearnedVersion(
        String learner,
        String warmStart,
        StreamTally tally,
        String rows,
        Map<String, Double> metrics,
        long scaledRows,
        List<FittedStage> features,
        double[] coefficients,
        double intercept) {

    /** Where the threshold is of a pipeline that is not the warm start's. */
    static final double EVEN_ODDS = 0.5;

    /** Whether the features are hashed ones, which have nothing of the warm start's. */
    boolean isHashed() {
        return features.stream().anyMatch(FittedStage.FeatureHasher.class::isInstance);
    }

    /** The pipeline of hashed features with what it learned. */
    FittedPipeline hashedPipeline() {
        return pipeline(features, FeaturePlan.FEATURES, EVEN_ODDS);
    }

    /**
     * The pipeline with what it learned.
     *
     * @param first the one that it began with
     */
    FittedPipeline pipeline(FittedPipeline first) {
        FittedStage.LogisticRegression old = first.classifier();
        return pipeline(
                features.isEmpty()
                        ? first.stages().subList(0, first.stages().size() - 1)
                        : features,
                old.input(),
                old.threshold());
    }

    private FittedPipeline pipeline(List<FittedStage> before, String input, double threshold) {
        List<FittedStage> stages = new ArrayList<>(before);
        stages.add(
                new FittedStage.LogisticRegression(
                        input, Arrays.stream(coefficients).boxed().toList(), intercept, threshold));
        return new FittedPipeline(stages);
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(learner);
        out.writeUTF(warmStart);
        tally.write(out);
        LearnerState.write(rows.getBytes(StandardCharsets.UTF_8), out);
        out.writeInt(metrics.size());
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            out.writeUTF(metric.getKey());
            out.writeDouble(metric.getValue());
        }
        out.writeLong(scaledRows);
        byte[] json = FeatureFit.toJson(byPosition()).getBytes(StandardCharsets.UTF_8);
        out.writeInt(json.length);
        out.write(json);
        OnlineLogisticRegression.write(coefficients, out);
        out.writeDouble(intercept);
        return bytes.toByteArray();
    }

    static LearnedVersion of(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new LearnedVersion(
                in.readUTF(),
                in.readUTF(),
                StreamTally.read(in),
                new String(LearnerState.bytes(in), StandardCharsets.UTF_8),
                metrics(in),
                in.readLong(),
                features(in),
                OnlineLogisticRegression.doubles(in),
                in.readDouble());
    }

    private Map<Integer, FittedStage> byPosition() {
        Map<Integer, FittedStage> stages = new TreeMap<>();
        features.forEach(each -> stages.put(stages.size(), each));
        return stages;
    }

    private static List<FittedStage> features(DataInput in) throws IOException {
        byte[] json = new byte[in.readInt()];
        in.readFully(json);
        return List.copyOf(FeatureFit.fromJson(new String(json, StandardCharsets.UTF_8)).values());
    }

    private static Map<String, Double> metrics(DataInputStream in) throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        int size = in.readInt();
        for (int i = 0; i < size; i++) {
            metrics.put(in.readUTF(), in.readDouble());
        }
        return metrics;
    }
}
