package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.types.Row;

/**
 * Alarms of drift, beside the row at which the stream did change.
 *
 * @param alarms rows of {@link io.flinklab.online.AlarmRows#TYPE}, in any order
 * @param change how many rows came before the change
 */
public record AlarmTable(List<Row> alarms, long change) {
    private static final List<String> SUBJECTS = List.of("column", "score", "outcome");

    /** Sorts the alarms by their rows. */
    public AlarmTable {
        alarms =
                alarms.stream()
                        .sorted(
                                Comparator.comparingLong(AlarmTable::row)
                                        .thenComparing(AlarmTable::what)
                                        .thenComparing(AlarmTable::detector))
                        .toList();
    }

    /** The row of the first alarm after the change. */
    public long first() {
        return alarms.stream()
                .mapToLong(AlarmTable::row)
                .filter(row -> row > change)
                .min()
                .orElseThrow();
    }

    /**
     * One line for each detector of each thing that it watched: what, the detector, how many alarms
     * it gave, at which row the first one, and how many rows late that is (less than 0: a false
     * alarm).
     */
    public List<List<Object>> lines() {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        for (Row alarm : alarms) {
            groups.computeIfAbsent(what(alarm) + " " + detector(alarm), none -> new ArrayList<>())
                    .add(alarm);
        }
        return groups.values().stream().map(this::line).toList();
    }

    private List<Object> line(List<Row> group) {
        Row first = group.get(0);
        return List.of(what(first), detector(first), group.size(), row(first), row(first) - change);
    }

    /**
     * How many rows after the change the first alarm came that looks at features, at scores and at
     * outcomes, alarms before it left out: three texts, a dash where none came.
     */
    public List<String> delays() {
        return SUBJECTS.stream().map(this::delay).toList();
    }

    private String delay(String subject) {
        Optional<Row> first =
                alarms.stream()
                        .filter(alarm -> row(alarm) > change)
                        .filter(alarm -> alarm.<String>getFieldAs("subject").equals(subject))
                        .findFirst();
        return first.map(alarm -> Long.toString(row(alarm) - change)).orElse("-");
    }

    private static String what(Row alarm) {
        String column = alarm.getFieldAs("column");
        return column.isEmpty() ? alarm.getFieldAs("subject") : column;
    }

    private static String detector(Row alarm) {
        return alarm.getFieldAs("detector");
    }

    private static long row(Row alarm) {
        return alarm.<Long>getFieldAs("row");
    }
}
