package io.flinklab.streaming;

import io.flinklab.data.Example;
import io.flinklab.data.Reject;
import io.flinklab.data.flink.RejectRows;
import io.flinklab.serving.ServedModel;
import org.apache.flink.types.Row;

/**
 * An example that waits for a score.
 *
 * @param event of the codec's type
 * @param arrivedNanos by {@link System#nanoTime()}
 */
record Pending(EventRows codec, Example example, Row event, long arrivedNanos) {

    static Pending of(EventRows codec, Row event) {
        return new Pending(codec, codec.example(event), event, System.nanoTime());
    }

    long time() {
        return codec.time(event);
    }

    Row score(double score, int prediction, ServedModel model, long now) {
        return ScoreRows.of(
                codec.key(event, example),
                score,
                prediction,
                model.version(),
                model.sha256(),
                time(),
                now);
    }

    Row reject(String column, String reason) {
        return RejectRows.of(
                new Reject(
                        codec.origin(event),
                        codec.position(event),
                        column,
                        reason,
                        codec.raw(event)));
    }
}
