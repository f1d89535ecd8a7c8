package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.types.Row;

/** What the rows of each group have in common: how many they are, and means of their columns. */
public final class GroupMeans {
    private GroupMeans() {}

    /**
     * One line for each group, in the groups' order: the group, its number of rows, the means.
     *
     * @param group a column of whole numbers, which says to which group a row belongs
     * @param columns columns of numbers
     */
    public static List<List<Object>> of(List<Row> rows, String group, String... columns) {
        Map<Integer, List<Row>> groups =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.<Integer>getFieldAs(group),
                                        TreeMap::new,
                                        Collectors.toList()));
        List<List<Object>> lines = new ArrayList<>();
        groups.forEach((number, members) -> lines.add(line(number, members, columns)));
        return lines;
    }

    private static List<Object> line(int group, List<Row> members, String... columns) {
        List<Object> line = new ArrayList<>(List.of(group, members.size()));
        for (String column : columns) {
            line.add(
                    members.stream()
                            .mapToDouble(row -> row.<Number>getFieldAs(column).doubleValue())
                            .average()
                            .orElseThrow());
        }
        return line;
    }
}
