package io.flinklab.streaming;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Reject;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.data.flink.RejectRows;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.types.Row;

/**
 * Parsed examples with where and when they came, as Flink rows: the fields of {@link ExampleRows},
 * then {@code origin}, {@code position}, {@code time} and {@code raw}, as in {@link
 * io.flinklab.data.flink.MessageRows#TYPE} where raw is called text. Immutable.
 */
public final class EventRows implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ExampleRows examples;
    private final int fields;
    private final int key;
    private final int label;

    /** The rows of a schema's examples. */
    public EventRows(Schema schema) {
        examples = new ExampleRows(schema);
        fields = examples.type().getArity();
        key = field(schema.key());
        label = field(schema.label());
    }

    private int field(Optional<? extends Column> column) {
        return column.map(each -> examples.type().getFieldIndex(each.name())).orElse(-1);
    }

    /** What the examples hold. */
    public Schema schema() {
        return examples.schema();
    }

    /** The type of the rows. A column may have the name of one of the last four fields. */
    public RowTypeInfo type() {
        return new RowTypeInfo(
                Stream.concat(
                                Arrays.stream(examples.type().getFieldTypes()),
                                Stream.of(Types.STRING, Types.LONG, Types.LONG, Types.STRING))
                        .toArray(TypeInformation<?>[]::new));
    }

    /** A row of {@link #type()}. */
    public Row of(Example example, String origin, long position, long time, String raw) {
        Row row = new Row(fields + 4);
        examples.write(example, row);
        row.setField(fields, origin);
        row.setField(fields + 1, position);
        row.setField(fields + 2, time);
        row.setField(fields + 3, raw);
        return row;
    }

    /** The example. */
    public Example example(Row event) {
        return examples.fromRow(event);
    }

    /** The example's key as text; its schema has one. */
    public String keyText(Row event) {
        return event.getField(key).toString();
    }

    /** The example's label, 1 or 0, NaN where it is not known; its schema has one. */
    public double label(Row event) {
        return event.<Double>getFieldAs(label);
    }

    /** A copy with another label. */
    public Row withLabel(Row event, double other) {
        Row copy = Row.copy(event);
        copy.setField(label, other);
        return copy;
    }

    /** Where the record stands: a file, or a topic's partition. */
    public String origin(Row event) {
        return event.getFieldAs(fields);
    }

    /** The record's first line, or its offset. */
    public long position(Row event) {
        return event.<Long>getFieldAs(fields + 1);
    }

    /** Event time, milliseconds since 1970 UTC. */
    public long time(Row event) {
        return event.<Long>getFieldAs(fields + 2);
    }

    /** The record's text. */
    public String raw(Row event) {
        return event.getFieldAs(fields + 3);
    }

    /** What tells the event from others: its key, or where the record stands. */
    private Comparable<?> key(Row event, Example example) {
        return example.key() == null ? origin(event) + ":" + position(event) : example.key();
    }

    /** The event's score, as a row of {@link ScoreRows#type}. */
    public Row score(
            Row event,
            Example example,
            double score,
            int prediction,
            String modelVersion,
            String modelSha256,
            long now) {
        return ScoreRows.of(
                key(event, example),
                score,
                prediction,
                modelVersion,
                modelSha256,
                time(event),
                now);
    }

    /** The event as a row of {@link RejectRows#TYPE}. */
    public Row reject(Row event, String column, String reason) {
        return RejectRows.of(
                new Reject(origin(event), position(event), column, reason, raw(event)));
    }
}
