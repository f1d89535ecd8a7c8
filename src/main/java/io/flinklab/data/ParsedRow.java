package io.flinklab.data;

/** What became of one record: an example, or a reject. */
public sealed interface ParsedRow {

    /**
     * A record that fits the schema.
     *
     * @param line the record's first line in its file, from 1
     * @param raw the record's text, whole
     */
    record Accepted(Example example, long line, String raw) implements ParsedRow {}

    /** A record that does not. */
    record Rejected(Reject reject) implements ParsedRow {}
}
