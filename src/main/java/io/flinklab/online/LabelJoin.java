package io.flinklab.online;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import io.flinklab.streaming.ParsedStream;
import io.flinklab.streaming.ScoredStream;
import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.types.Row;

/**
 * Joins examples with labels that come in another stream, by key and in event time. A label belongs
 * to the oldest example of its key that has none, of those at most a horizon older or younger than
 * itself. Which label an example gets depends on event times alone, not on how the two streams
 * interleave, as long as nothing comes behind their watermarks.
 *
 * <p>State is bounded by the horizon: an example is kept until its label has come, or the horizon
 * has passed; an early label for a horizon; of each example its time and label for two.
 *
 * @param schema the examples', with a key and a label
 * @param horizon the most that is between an example and its label, a millisecond or more
 * @param noLabel what becomes of an example without one
 */
public record LabelJoin(Schema schema, Duration horizon, NoLabel noLabel) implements Serializable {

    /** What becomes of an example when the horizon has passed without a label. */
    public enum NoLabel {
        /** It is a reject. */
        ASIDE,

        /** It is labelled 0: the label is a sign, and its absence one too. */
        NEGATIVE
    }

    /** Refuses a horizon out of range, and a schema without a key or a label. */
    public LabelJoin {
        if (horizon.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException(
                    "The horizon is a millisecond or more; found " + horizon + ".");
        }
        try {
            schema.labels();
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /**
     * The examples as a changelog. Each is inserted at once, without its label. It comes again with
     * its label, as {@link org.apache.flink.types.RowKind#UPDATE_AFTER}, when the watermark has
     * passed the later of the two; its timestamp is then that later time. Without one it is deleted
     * when the watermark has passed its horizon, or updated with the label 0. The streams' end ends
     * every horizon. An example that carries its label needs no other.
     *
     * <p>Rejects are, beside those of the two streams: labels that come after their example has
     * one, whether the same or a contradicting one; those up to a horizon late; orphans, whose
     * example never came; and examples that are deleted. The operator's metrics count all of these,
     * and {@code labelled}.
     *
     * @param examples of the schema
     * @param labels of {@link Schema#labels()}
     */
    public ParsedStream join(ParsedStream examples, ParsedStream labels) {
        SingleOutputStreamOperator<Row> changes =
                examples.examples()
                        .keyBy(EventRows::keyText, Types.STRING)
                        .connect(labels.examples().keyBy(EventRows::keyText, Types.STRING))
                        .process(new LabelJoinFunction(this))
                        .returns(EventRows.TYPE)
                        .name("join labels")
                        .uid("join labels");
        return new ParsedStream(
                changes,
                examples.rejects()
                        .union(labels.rejects(), changes.getSideOutput(ScoredStream.REJECTS)));
    }
}
