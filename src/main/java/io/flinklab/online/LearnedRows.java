package io.flinklab.online;

import io.flinklab.streaming.kafka.OffsetRange;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which rows of a stream a learner has learned from: of each of a topic's partitions, and of each
 * file, the first and the last. Between them may be rows without a label, and rejects.
 *
 * <p>A topic has few partitions; files may come for ever, so of these the newest {@value #FILES}
 * are held and those before are counted. A file that comes again after so many others counts anew.
 */
final class LearnedRows {
    static final int FILES = 10;

    /** No file's path is without a slash. */
    private static final Pattern PARTITION = Pattern.compile("([^/]+)-(\\d{1,9})");

    private final Map<String, Rows> origins = new LinkedHashMap<>();
    private int files;
    private long filesBefore;

    /** The positions of the first and the last row of an origin. */
    private static final class Rows {
        private long first;
        private long last;

        Rows(long first, long last) {
            this.first = first;
            this.last = last;
        }
    }

    /**
     * Adds a row that has been learned from.
     *
     * @param origin a file, or a topic's partition as {@code topic-partition}
     * @param position the record's first line, or its offset
     */
    void add(String origin, long position) {
        Rows rows = origins.get(origin);
        if (rows == null) {
            put(origin, new Rows(position, position));
        } else {
            rows.first = Math.min(rows.first, position);
            rows.last = Math.max(rows.last, position);
        }
    }

    private void put(String origin, Rows rows) {
        origins.put(origin, rows);
        if (isFile(origin)) {
            files++;
            if (files > FILES) {
                forgetOldestFile();
            }
        }
    }

    private static boolean isFile(String origin) {
        return !PARTITION.matcher(origin).matches();
    }

    private void forgetOldestFile() {
        Iterator<String> oldest = origins.keySet().iterator();
        while (!isFile(oldest.next())) {
            // A stream of a topic has no files.
        }
        oldest.remove();
        files--;
        filesBefore++;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(filesBefore);
        out.writeInt(origins.size());
        for (Map.Entry<String, Rows> each : origins.entrySet()) {
            out.writeUTF(each.getKey());
            out.writeLong(each.getValue().first);
            out.writeLong(each.getValue().last);
        }
    }

    static LearnedRows read(DataInput in) throws IOException {
        LearnedRows rows = new LearnedRows();
        rows.filesBefore = in.readLong();
        int origins = in.readInt();
        for (int i = 0; i < origins; i++) {
            rows.put(in.readUTF(), new Rows(in.readLong(), in.readLong()));
        }
        return rows;
    }

    /**
     * As a manifest names them: {@code customers?offsets=0:0-120,1:0-118}, where the second offset
     * is behind the last row, or {@code a.csv?lines=2-121, b.csv?lines=2-119}, where the second
     * number is the last row's first line; files that are no longer held in front, as {@code 3
     * files, c.csv?lines=2-121}.
     */
    @Override
    public String toString() {
        SortedMap<String, SortedMap<Integer, OffsetRange>> topics = new TreeMap<>();
        List<String> texts = new ArrayList<>();
        if (filesBefore > 0) {
            texts.add(filesBefore + (filesBefore == 1 ? " file" : " files"));
        }
        origins.forEach(
                (origin, rows) -> {
                    Matcher partition = PARTITION.matcher(origin);
                    if (partition.matches()) {
                        topics.computeIfAbsent(partition.group(1), none -> new TreeMap<>())
                                .put(
                                        Integer.valueOf(partition.group(2)),
                                        new OffsetRange(rows.first, rows.last + 1));
                    } else {
                        texts.add(
                                "%s?lines=%s-%s"
                                        .formatted(
                                                origin.substring(origin.lastIndexOf('/') + 1),
                                                rows.first,
                                                rows.last));
                    }
                });
        topics.forEach(
                (topic, ranges) -> texts.add(topic + "?offsets=" + OffsetRange.text(ranges)));
        return String.join(", ", texts);
    }
}
