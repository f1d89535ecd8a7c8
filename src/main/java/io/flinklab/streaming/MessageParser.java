package io.flinklab.streaming;

import io.flinklab.data.ParsedRow;
import org.apache.flink.types.Row;

/** Messages into examples or rejects; never throws for what is in a message. */
interface MessageParser {

    /**
     * Parses one message.
     *
     * @param message of type {@link io.flinklab.data.flink.MessageRows#TYPE}
     */
    ParsedRow parse(Row message);
}
