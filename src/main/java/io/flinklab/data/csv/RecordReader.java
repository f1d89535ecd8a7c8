package io.flinklab.data.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.StringArrayHandler;
import io.flinklab.data.BadValue;
import io.flinklab.data.ParsedRow;
import io.flinklab.data.PlainRecords;
import io.flinklab.data.csv.LineReader.Line;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Lines into records: joins lines while a quoted field is open, leaves out blank lines. */
public final class RecordReader implements Closeable {
    /**
     * How many more lines one field may have. Where a quote is never closed, that many lines are
     * held and read again.
     */
    private static final int LOOK_AHEAD = 100;

    private final LineReader lines;
    private final List<Line> ahead = new ArrayList<>();

    /**
     * Reads a file's bytes, which may be compressed.
     *
     * @param in closed with this
     */
    public RecordReader(InputStream in) throws IOException {
        lines = new LineReader(GzipMembers.decoded(in));
    }

    /**
     * The next record, parsed where it stands. Null, and it is still the next one, if it is not
     * plain.
     */
    ParsedRow next(PlainRecords plain) {
        return ahead.isEmpty() ? lines.next(plain) : null;
    }

    /** The next record or comment, or null at the end. */
    public RawRecord next() throws IOException {
        Line first = take();
        while (first != null && first.text().isBlank()) {
            first = take();
        }
        if (first == null) {
            return null;
        }
        boolean opens =
                first.defect().isEmpty()
                        && !first.text().startsWith("#")
                        && Quotes.after(first.text(), false) == Quotes.OPEN;
        return opens ? join(first) : single(first, first.defect());
    }

    private RawRecord join(Line first) throws IOException {
        StringBuilder text = new StringBuilder(first.text()).append(first.end());
        for (int i = 0; i < LOOK_AHEAD && look(i); i++) {
            Line line = ahead.get(i);
            Quotes quotes = Quotes.after(line.text(), true);
            // A quote with more behind it opens another field: the first one was never closed.
            if (quotes == Quotes.BROKEN || !line.defect().isEmpty()) {
                break;
            }
            text.append(line.text());
            if (quotes == Quotes.CLOSED) {
                ahead.subList(0, i + 1).clear();
                return new RawRecord(first.number(), text.toString(), "");
            }
            text.append(line.end());
        }
        return single(first, "expected a closing quote, found none where the field could end");
    }

    private static RawRecord single(Line line, String defect) {
        return new RawRecord(line.number(), line.text(), defect);
    }

    private Line take() throws IOException {
        return ahead.isEmpty() ? lines.next() : ahead.remove(0);
    }

    private boolean look(int index) throws IOException {
        if (index < ahead.size()) {
            return true;
        }
        Line line = lines.next();
        if (line == null) {
            return false;
        }
        ahead.add(line);
        return true;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /**
     * The fields of one record, unquoted.
     *
     * @throws BadValue the text is not one record
     */
    public static String[] fields(String text) throws BadValue {
        int commas = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',') {
                commas++;
            } else if (c == '"' || c == '\n' || c == '\r') {
                return quotedFields(text);
            }
        }
        return text.isEmpty() ? new String[0] : plainFields(text, commas + 1);
    }

    /** Most records are as plain as this, and need no CSV reader. */
    private static String[] plainFields(String text, int count) {
        String[] fields = new String[count];
        int start = 0;
        for (int i = 0; i < count - 1; i++) {
            int end = text.indexOf(',', start);
            fields[i] = text.substring(start, end);
            start = end + 1;
        }
        fields[count - 1] = text.substring(start);
        return fields;
    }

    private static String[] quotedFields(String text) throws BadValue {
        try {
            Iterator<String[]> records =
                    CsvReader.builder()
                            .commentStrategy(CommentStrategy.NONE)
                            .skipEmptyLines(false)
                            .acceptCharsAfterQuotes(false)
                            .build(StringArrayHandler.of(), text)
                            .iterator();
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

    /**
     * A record's text as it stands in the file.
     *
     * @param line its first line, from 1
     * @param text all of it, line breaks inside quotes included, the final one not
     * @param defect why it cannot be parsed, empty if it can
     */
    public record RawRecord(long line, String text, String defect) {

        /** Whether the record is a comment, which begins with a {@code #}. */
        public boolean isComment() {
            return defect.isEmpty() && text.startsWith("#");
        }
    }

    /** Follows quoted fields over line breaks, by RFC 4180. */
    private enum Quotes {
        /** No field is open. */
        CLOSED,
        /** A quoted field goes on behind the text. */
        OPEN,
        /** Something follows a closing quote that is not a comma. */
        BROKEN;

        /**
         * The state behind a line.
         *
         * @param inside whether a quoted field was open before it
         */
        static Quotes after(String line, boolean inside) {
            if (line.indexOf('"') < 0) {
                return inside ? OPEN : CLOSED;
            }
            int at = 0;
            boolean quoted = inside;
            while (at < line.length()) {
                if (!quoted && line.charAt(at) == '"') {
                    quoted = true;
                    at++;
                }
                if (quoted) {
                    int close = closingQuote(line, at);
                    if (close < 0) {
                        return OPEN;
                    }
                    quoted = false;
                    at = close + 1;
                    if (at < line.length() && line.charAt(at) != ',') {
                        return BROKEN;
                    }
                }
                int comma = line.indexOf(',', at);
                if (comma < 0) {
                    return CLOSED;
                }
                at = comma + 1;
            }
            return quoted ? OPEN : CLOSED;
        }

        private static int closingQuote(String line, int from) {
            int quote = line.indexOf('"', from);
            while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == '"') {
                quote = line.indexOf('"', quote + 2);
            }
            return quote;
        }
    }
}
