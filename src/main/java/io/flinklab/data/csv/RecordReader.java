package io.flinklab.data.csv;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lines into records: joins lines while a quoted field is open, leaves out blank lines. */
public final class RecordReader implements Closeable {
    /** Bounds what one quote that is never closed makes us hold and read again. */
    private static final int LOOK_AHEAD = 100;

    private final LineReader lines;
    private final List<Line> ahead = new ArrayList<>();

    public RecordReader(LineReader lines) {
        this.lines = lines;
    }

    /** The next record or comment, or null at the end. */
    public LogicalRecord next() throws IOException {
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

    private LogicalRecord join(Line first) throws IOException {
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
                return new LogicalRecord(first.number(), text.toString(), "");
            }
            text.append(line.end());
        }
        return single(first, "expected a closing quote, found none where the field could end");
    }

    private static LogicalRecord single(Line line, String defect) {
        return new LogicalRecord(line.number(), line.text(), defect);
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
}
