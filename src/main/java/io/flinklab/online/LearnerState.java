package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * All that a learner has to keep.
 *
 * @param learner its name
 * @param start what it began with
 * @param features as they are now
 * @param tally of the stream so far
 * @param window the last rows that it learned from, to measure the scores that it gave them before
 * @param rows where all the rows stand that it learned from
 */
record LearnerState(
        String learner,
        WarmStart start,
        LearnedFeatures features,
        OnlineLogisticRegression model,
        StreamTally tally,
        GradedWindow window,
        LearnedRows rows) {
    private static final int FORMAT = 2;
    private static final QualityWindow MEASURED = new QualityWindow.LastRows(1000);

    /** A learner that has seen no row. */
    static LearnerState begin(String learner, WarmStart start, LearnerOptions options) {
        return new LearnerState(
                learner,
                start,
                start.features(),
                start.regression(options),
                StreamTally.NOTHING,
                new GradedWindow(MEASURED),
                new LearnedRows());
    }

    /** The model that it began with. */
    ServedModel first() {
        return start.model();
    }

    /** The same learner, further on. */
    LearnerState with(StreamTally later) {
        return new LearnerState(learner, start, features, model, later, window, rows);
    }

    LearnedVersion version() {
        double[] weights = model.coefficients();
        double shift = features.unscale(weights);
        return new LearnedVersion(
                learner,
                first().version(),
                tally,
                rows.toString(),
                window.quality().metrics(),
                features.scaledRows(),
                features.stages(),
                weights,
                model.intercept() + shift);
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeUTF(learner);
        out.writeUTF(start.mode().name());
        out.writeLong(start.rows());
        out.writeUTF(first().version());
        out.writeUTF(first().sha256());
        write(first().schema().toString().getBytes(StandardCharsets.UTF_8), out);
        out.writeUTF(first().format().name());
        write(first().content(), out);
        features.write(out);
        model.write(out);
        tally.write(out);
        window.write(out);
        rows.write(out);
        return bytes.toByteArray();
    }

    /**
     * Goes on from what was written.
     *
     * @param mode what becomes of the features
     * @throws IOException other options or another format were written
     */
    static LearnerState of(byte[] bytes, FeatureMode mode, LearnerOptions options)
            throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        OnlineLogisticRegression.require("state of format", FORMAT, in.readInt());
        String learner = in.readUTF();
        OnlineLogisticRegression.require("features to be", mode, FeatureMode.valueOf(in.readUTF()));
        long rows = in.readLong();
        ServedModel first =
                new ServedModel(
                        in.readUTF(),
                        in.readUTF(),
                        Schema.parse(new String(bytes(in), StandardCharsets.UTF_8)),
                        ModelFormat.valueOf(in.readUTF()),
                        bytes(in));
        WarmStart start = new WarmStart(first, mode, rows);
        return new LearnerState(
                learner,
                start,
                start.features(in),
                OnlineLogisticRegression.read(options, in),
                StreamTally.read(in),
                GradedWindow.read(MEASURED, in),
                LearnedRows.read(in));
    }

    static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] bytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
