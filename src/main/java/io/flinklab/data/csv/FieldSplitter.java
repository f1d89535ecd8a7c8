package io.flinklab.data.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import io.flinklab.data.BadValue;
import java.util.Iterator;

/** One record's text into its fields. Not thread-safe. */
public final class FieldSplitter {
    private final CsvReader.CsvReaderBuilder format =
            CsvReader.builder()
                    .commentStrategy(CommentStrategy.NONE)
                    .skipEmptyLines(false)
                    .acceptCharsAfterQuotes(false);

    /** The fields, unquoted. */
    public String[] split(String text) throws BadValue {
        try {
            Iterator<String[]> records = format.build(StringArrayHandler.of(), text).iterator();
            String[] fields = records.hasNext() ? records.next() : new String[0];
            if (records.hasNext()) {
                throw new BadValue("", "expected one record, found a line break outside quotes");
            }
            return fields;
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new BadValue("", "expected fields separated by commas: " + cause.getMessage());
        }
    }
}
