package io.flinklab.streaming;

import io.flinklab.data.CustomerParser;
import io.flinklab.data.MessageRows;
import io.flinklab.data.ParsedRow;
import org.apache.flink.types.Row;

/** Records of customer files, with or without labels. */
final class CsvMessages implements MessageParser {
    private CustomerParser parser;
    private String origin;
    private boolean labelled;

    @Override
    public ParsedRow parse(Row message) {
        if (!MessageRows.origin(message).equals(origin)
                || MessageRows.labelled(message) != labelled) {
            origin = MessageRows.origin(message);
            labelled = MessageRows.labelled(message);
            parser = new CustomerParser(origin, labelled);
        }
        return parser.parseMessage(message);
    }
}
