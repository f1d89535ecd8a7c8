package io.flinklab.streaming;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.MessageRows;

/** What a message's text is. */
public enum MessageFormat {
    /**
     * Fields separated by commas, as a file has them; in the schema's order where there is no
     * header.
     */
    CSV,
    /** An object whose keys are the columns' names. */
    JSON;

    MessageParser parser(Schema schema) {
        return this == CSV ? new MessageRows.CsvParser(schema)::parse : new JsonMessages(schema);
    }
}
