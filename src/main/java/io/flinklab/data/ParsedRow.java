package io.flinklab.data;

/** What became of one record: a customer, or a reject. */
public sealed interface ParsedRow {

    /**
     * A record that fits the schema.
     *
     * @param line the record's first line in its file, from 1
     * @param raw the record's text, whole
     */
    record Accepted(Customer customer, long line, String raw) implements ParsedRow {}

    /** A record that does not. */
    record Rejected(Reject reject) implements ParsedRow {}
}
