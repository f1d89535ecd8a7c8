package io.flinklab.online;

import io.flinklab.online.Quality.Weighted;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The rows of a {@link QualityWindow} that slides along a stream, and what the two baselines know
 * of all of it. The measures are computed of the rows themselves whenever somebody asks, so they
 * are exact however many rows have left. For one thread.
 */
final class GradedWindow {
    /** A column of more categories has slices for those of most rows alone. */
    static final int MOST_SLICES = 100;

    private final QualityWindow window;
    private final Deque<GradedRow> rows = new ArrayDeque<>();
    private long seen;
    private long positives;
    private double lastLabel;
    private long newest = Long.MIN_VALUE;

    GradedWindow(QualityWindow window) {
        this.window = window;
    }

    /** Takes a row, whose label the baselines did not know. */
    void add(double score, int prediction, double label, long time, String slice) {
        double majority = 2 * positives > seen ? 1 : 0;
        rows.add(
                new GradedRow(
                        score,
                        prediction,
                        label,
                        time,
                        majority == label,
                        lastLabel == label,
                        slice));
        seen++;
        positives += label == 1 ? 1 : 0;
        lastLabel = label;
        newest = Math.max(newest, time);
        forget();
    }

    private void forget() {
        while (rows.size() > window.rows()
                || !rows.isEmpty() && !window.holds(rows.peek().time(), newest)) {
            rows.remove();
        }
    }

    /** How many rows came in all. */
    long seen() {
        return seen;
    }

    /** How many rows are kept. */
    int size() {
        return rows.size();
    }

    /** The newest event time of all rows. */
    long newest() {
        return newest;
    }

    /** Of the window's rows. */
    Quality quality() {
        return Quality.of(held());
    }

    /**
     * Of the window's rows of each slice, those of most rows first, {@value #MOST_SLICES} at most.
     */
    Map<String, Quality> slices() {
        Map<String, List<Weighted>> held = new TreeMap<>();
        for (Weighted each : held()) {
            if (!each.row().slice().isEmpty()) {
                held.computeIfAbsent(each.row().slice(), none -> new ArrayList<>()).add(each);
            }
        }
        Map<String, Quality> slices = new LinkedHashMap<>();
        held.entrySet().stream()
                .sorted(Comparator.comparingInt(slice -> -slice.getValue().size()))
                .limit(MOST_SLICES)
                .forEach(slice -> slices.put(slice.getKey(), Quality.of(slice.getValue())));
        return slices;
    }

    private List<Weighted> held() {
        List<Weighted> held = new ArrayList<>(rows.size());
        int age = rows.size();
        for (GradedRow row : rows) {
            age--;
            if (window.holds(row.time(), newest)) {
                held.add(new Weighted(row, window.weight(age)));
            }
        }
        return held;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeLong(positives);
        out.writeDouble(lastLabel);
        out.writeLong(newest);
        out.writeInt(rows.size());
        for (GradedRow row : rows) {
            row.write(out);
        }
    }

    /** Goes on from what was written, perhaps with another window. */
    static GradedWindow read(QualityWindow window, DataInput in) throws IOException {
        GradedWindow graded = new GradedWindow(window);
        graded.seen = in.readLong();
        graded.positives = in.readLong();
        graded.lastLabel = in.readDouble();
        graded.newest = in.readLong();
        int rows = in.readInt();
        for (int i = 0; i < rows; i++) {
            graded.rows.add(GradedRow.read(in));
        }
        graded.forget();
        return graded;
    }
}
