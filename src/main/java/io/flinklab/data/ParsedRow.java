package io.flinklab.data;

/** What became of one record: an example, or a reject. */
public sealed interface ParsedRow {

    /** The record's first line in its file, from 1, or its offset in a topic's partition. */
    long line();

    /** The record's text, whole. */
    String raw();

    /**
     * A record that fits the schema.
     *
     * @param line as {@link ParsedRow#line}
     * @param raw as {@link ParsedRow#raw}
     */
    record Accepted(Example example, long line, String raw) implements ParsedRow {}

    /** A record that does not. */
    record Rejected(Reject reject) implements ParsedRow {
        @Override
        public long line() {
            return reject.line();
        }

        @Override
        public String raw() {
            return reject.raw();
        }
    }
}
