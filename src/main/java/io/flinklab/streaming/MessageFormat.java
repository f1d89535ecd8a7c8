package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleParser;
import io.flinklab.data.json.ExampleJson;

/** The format of a message's text. */
public enum MessageFormat {
    /**
     * Fields separated by commas in the schema's order, without a header; the label at its place or
     * left out.
     */
    CSV,

    /** An object whose keys are the columns' names. */
    JSON;

    /** Turns a message into an example or a reject; never throws for what is in it. */
    @FunctionalInterface
    public interface Parser {
        /**
         * Parses a message.
         *
         * @param position where it stands in its origin
         */
        ParsedRow parse(long position, String text);
    }

    /**
     * A parser of one origin's messages. Not thread-safe.
     *
     * @param origin named in rejects
     */
    public Parser parser(String origin, Schema schema) {
        return this == CSV
                ? ExampleParser.of(origin, schema, "")::parse
                : new ExampleJson(schema, origin)::parse;
    }
}
