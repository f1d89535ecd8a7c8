package io.flinklab.streaming;

import io.flinklab.data.Example;
import io.flinklab.data.Reject;
import io.flinklab.data.RejectRows;
import io.flinklab.serving.ServedModel;
import org.apache.flink.types.Row;

/**
 * A customer who waits for a score.
 *
 * @param event of type {@link EventRows#TYPE}
 * @param arrivedNanos by {@link System#nanoTime()}
 */
record Pending(Example customer, Row event, long arrivedNanos) {

    static Pending of(Row event) {
        return new Pending(EventRows.customer(event), event, System.nanoTime());
    }

    long time() {
        return EventRows.time(event);
    }

    Row score(double score, int prediction, ServedModel model, long now) {
        return ScoreRows.of(
                customer.customerId(),
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
                        EventRows.origin(event),
                        EventRows.position(event),
                        column,
                        reason,
                        EventRows.raw(event)));
    }
}
