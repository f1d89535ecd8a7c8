package io.flinklab.online;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a learner has seen of a stream, and how good its scores were, each of them given before its
 * row was learned from. Immutable.
 *
 * @param rows all that came
 * @param rejects those that have no score
 * @param learned those that had a score and a label
 * @param logLoss summed over the learned rows, as {@code Evaluation} computes it
 * @param brier summed squared differences of scores and labels
 * @param right predictions that were the label
 */
record StreamTally(
        long rows, long rejects, long learned, double logLoss, double brier, long right) {
    /** Of a stream that has not begun. */
    static final StreamTally NOTHING = new StreamTally(0, 0, 0, 0, 0, 0);

    private static final double CLIP = Math.ulp(1.0);

    StreamTally withReject() {
        return new StreamTally(rows + 1, rejects + 1, learned, logLoss, brier, right);
    }

    StreamTally withScored() {
        return new StreamTally(rows + 1, rejects, learned, logLoss, brier, right);
    }

    /** A scored row is learned from. */
    StreamTally withLearned(double score, int prediction, double label) {
        double likelihood = label == 1 ? score : 1 - score;
        return new StreamTally(
                rows,
                rejects,
                learned + 1,
                logLoss - Math.log(Math.min(Math.max(likelihood, CLIP), 1 - CLIP)),
                brier + (score - label) * (score - label),
                right + (prediction == label ? 1 : 0));
    }

    /** Means over the learned rows, under the names that {@code Evaluation} gives them. */
    Map<String, Double> metrics() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rows", (double) learned);
        metrics.put("accuracy", (double) right / learned);
        metrics.put("logLoss", logLoss / learned);
        metrics.put("brier", brier / learned);
        return metrics;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(rows);
        out.writeLong(rejects);
        out.writeLong(learned);
        out.writeDouble(logLoss);
        out.writeDouble(brier);
        out.writeLong(right);
    }

    static StreamTally read(DataInput in) throws IOException {
        return new StreamTally(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readDouble(),
                in.readDouble(),
                in.readLong());
    }
}
