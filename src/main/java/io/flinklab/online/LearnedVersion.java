package io.flinklab.online;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a learner knew after some row, on its way to the store.
 *
 * @param learner what learned it
 * @param warmStart the version that it began with, whose features it has
 * @param tally of the stream up to that row
 * @param coefficients one for each feature
 */
record LearnedVersion(
        String learner,
        String warmStart,
        StreamTally tally,
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
                OnlineLogisticRegression.doubles(in),
                in.readDouble());
    }
}
