package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.features.FittedStage;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * All that a learner has to keep.
 *
 * @param learner its name
 * @param first the model that it began with, whose features it has
 * @param tally of the stream so far
 * @param window the last rows that it learned from, to measure the scores that it gave them before
 * @param rows where all the rows stand that it learned from
 */
record LearnerState(
        String learner,
        ServedModel first,
        OnlineLogisticRegression model,
        StreamTally tally,
        GradedWindow window,
        LearnedRows rows) {
    private static final QualityWindow MEASURED = new QualityWindow.LastRows(1000);

    /** A learner that begins with the coefficients of a stored pipeline. */
    static LearnerState begin(String learner, ServedModel first, LearnerOptions options) {
        FittedStage.LogisticRegression classifier = first.pipeline().classifier();
        return new LearnerState(
                learner,
                first,
                OnlineLogisticRegression.startingAt(
                        options, doubles(classifier.coefficients()), classifier.intercept()),
                StreamTally.NOTHING,
                new GradedWindow(MEASURED),
                new LearnedRows());
    }

    private static double[] doubles(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The same learner, further on. */
    LearnerState with(StreamTally later) {
        return new LearnerState(learner, first, model, later, window, rows);
    }

    LearnedVersion version() {
        return new LearnedVersion(
                learner,
                first.version(),
                tally,
                rows.toString(),
                window.quality().metrics(),
                model.coefficients(),
                model.intercept());
    }

    byte[] toBytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(learner);
        out.writeUTF(first.version());
        out.writeUTF(first.sha256());
        write(first.schema().toString().getBytes(StandardCharsets.UTF_8), out);
        write(first.content(), out);
        model.write(out);
        tally.write(out);
        window.write(out);
        rows.write(out);
        return bytes.toByteArray();
    }

    /**
     * Goes on from what was written.
     *
     * @throws IOException other options were written, or by an older version of the project
     */
    static LearnerState of(byte[] bytes, LearnerOptions options) throws IOException {
        try {
            return read(bytes, options);
        } catch (EOFException e) {
            throw new IOException(
                    "Expected a learner's state that says from which rows it learned; found an older"
                            + " one. Begin without the old state.",
                    e);
        }
    }

    private static LearnerState read(byte[] bytes, LearnerOptions options) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String learner = in.readUTF();
        ServedModel first =
                new ServedModel(
                        in.readUTF(),
                        in.readUTF(),
                        Schema.parse(new String(bytes(in), StandardCharsets.UTF_8)),
                        ModelFormat.PIPELINE,
                        bytes(in));
        return new LearnerState(
                learner,
                first,
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
