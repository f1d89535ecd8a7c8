package io.flinklab.online;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a learner knew after some row, on its way to the store.
 *
 * @param learner what learned it
 * @param warmStart the version that it began with, whose features it has
 * @param tally of the stream up to that row
 * @param rows where the rows stand that it learned from, as {@link LearnedRows} writes it
 * @param metrics of the scores before that row, as a manifest has them
 * @param coefficients one for each feature
 */
record LearnedVersion(
        String learner,
        String warmStart,
        StreamTally tally,
        String rows,
        Map<String, Double> metrics,
        double[] coefficients,
        double intercept) {

    /** The pipeline that it began with, with what it learned. */
    FittedPipeline pipeline(FittedPipeline first) {
        FittedStage.LogisticRegression old = first.classifier();
        List<FittedStage> stages = new ArrayList<>(first.stages());
        stages.set(
                stages.size() - 1,
                new FittedStage.LogisticRegression(
                        old.input(),
                        Arrays.stream(coefficients).boxed().toList(),
                        intercept,
                        old.threshold()));
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
                OnlineLogisticRegression.doubles(in),
                in.readDouble());
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
