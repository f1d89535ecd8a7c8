package io.flinklab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small table, ready to be shown.
 *
 * @param title a line above it, or an empty string
 * @param columns the columns' names
 * @param rows the cells' texts, one for each column
 */
public record Grid(String title, List<String> columns, List<List<String>> rows) implements View {

    /** Copies the lists; refuses a row that is not as long as the header. */
    public Grid {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != columns.size()) {
                throw new IllegalArgumentException(
                        "Row %s of the table has %s cells; expected %s, one for each of %s."
                                .formatted(i + 1, rows.get(i).size(), columns.size(), columns));
            }
        }
    }

    /**
     * Values as a table. Numbers of a column have the same count of decimals, at most four, or two
     * where one of them is 1000 or more. Dense vectors are written as {@code [1, 0, 0.25]}, of a
     * long one the first elements, and sparse ones as {@code [1: 1] of 3}.
     *
     * @param rows one value for each column; null is shown as an empty cell
     */
    public static Grid of(String title, List<String> columns, List<? extends List<?>> rows) {
        List<List<String>> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(new ArrayList<>(row.size())));
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            List<Object> values = new ArrayList<>();
            rows.stream()
                    .filter(row -> index < row.size())
                    .forEach(row -> values.add(row.get(index)));
            CellFormat format = CellFormat.of(values);
            IntStream.range(0, rows.size())
                    .filter(i -> index < rows.get(i).size())
                    .forEach(i -> texts.get(i).add(format.text(rows.get(i).get(index))));
        }
        return new Grid(title, columns, texts);
    }

    /** Columns of characters, numbers to the right. */
    @Override
    public String text() {
        int[] widths = IntStream.range(0, columns.size()).map(this::width).toArray();
        List<String> lines = new ArrayList<>();
        if (!title.isBlank()) {
            lines.add(title);
        }
        lines.add(line(columns, widths));
        lines.add(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    /** A table for a page. Each cell says how it is aligned: notebooks drop style sheets. */
    @Override
    public Optional<String> html() {
        StringBuilder html = new StringBuilder("<table>");
        if (!title.isBlank()) {
            html.append("<caption>").append(escape(title)).append("</caption>");
        }
        html.append("\n<thead>").append(htmlRow(columns, "th"));
        html.append("\n</thead>\n<tbody>");
        rows.forEach(row -> html.append(htmlRow(row, "td")));
        return Optional.of(html.append("\n</tbody>\n</table>").toString());
    }

    /** The text form. */
    @Override
    public String toString() {
        return text();
    }

    /** Whether all of a column's cells are numbers, which stand to the right. */
    private boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().map(row -> row.get(column)).allMatch(CellFormat::isNumber);
    }

    private int width(int column) {
        return rows.stream()
                .mapToInt(row -> row.get(column).length())
                .reduce(columns.get(column).length(), Math::max);
    }

    private String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> padded(cells.get(i), widths[i], isNumeric(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String padded(String cell, int width, boolean toTheRight) {
        String padding = " ".repeat(width - cell.length());
        return toTheRight ? padding + cell : cell + padding;
    }

    private String htmlRow(List<String> cells, String tag) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> htmlCell(cells.get(i), tag, isNumeric(i) ? "right" : "left"))
                .collect(Collectors.joining("", "\n<tr>", "</tr>"));
    }

    private static String htmlCell(String cell, String tag, String align) {
        return "<%s style=\"text-align: %s\">%s</%s>".formatted(tag, align, escape(cell), tag);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
