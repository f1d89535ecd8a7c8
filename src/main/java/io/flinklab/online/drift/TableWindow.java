package io.flinklab.online.drift;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A window of rows over some columns, which follows the one before it without a gap. */
final class TableWindow {
    private final String subject;
    private final List<ColumnWindow> columns;
    private final DriftOptions options;
    private final double alpha;

    private long rows;
    private int filled;
    private long sinceTime;

    TableWindow(String subject, List<ColumnWindow> columns, DriftOptions options) {
        this.subject = subject;
        this.columns = columns;
        this.options = options;
        // Each test may err as often as all of them together may, divided by their number.
        alpha = options.alpha() / columns.stream().mapToInt(ColumnWindow::tests).sum();
    }

    /** The columns, each of which is to be given a bin of a row before the row is added. */
    ColumnWindow column(int position) {
        return columns.get(position);
    }

    /** Adds a row; gives what its window's end shows, mostly nothing. */
    List<Alarm> add(long time) {
        rows++;
        if (filled == 0) {
            sinceTime = time;
        }
        filled++;
        return filled >= options.window() ? end(time) : List.of();
    }

    private List<Alarm> end(long time) {
        List<Alarm> alarms = new ArrayList<>();
        long sinceRow = rows - filled + 1;
        for (ColumnWindow column : columns) {
            column.end(
                    options.index(),
                    alpha,
                    (detector, evidence) ->
                            alarms.add(
                                    new Alarm(
                                            time,
                                            rows,
                                            subject,
                                            subject.equals(Alarm.COLUMN) ? column.column() : "",
                                            detector,
                                            evidence,
                                            sinceRow,
                                            sinceTime)));
        }
        filled = 0;
        return alarms;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(rows);
        out.writeInt(filled);
        out.writeLong(sinceTime);
        out.writeInt(columns.size());
        for (ColumnWindow column : columns) {
            column.write(out);
        }
    }

    void restore(DataInput in) throws IOException {
        rows = in.readLong();
        filled = in.readInt();
        sinceTime = in.readLong();
        boolean same = in.readInt() == columns.size();
        for (int i = 0; same && i < columns.size(); i++) {
            same = columns.get(i).restore(in);
        }
        if (!same) {
            filled = 0;
            columns.forEach(ColumnWindow::clear);
        }
    }
}
