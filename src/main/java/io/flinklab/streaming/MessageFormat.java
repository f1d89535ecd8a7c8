package io.flinklab.streaming;

/** What a message's text is. */
public enum MessageFormat {
    /** Fields separated by commas, in the schema's order, as a customer file has them. */
    CSV,
    /** An object whose keys are the columns' names. */
    JSON;

    MessageParser parser() {
        return this == CSV ? new CsvMessages() : new JsonMessages();
    }
}
