package io.flinklab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Override
    public String text() {
        return GridText.of(this);
    }

    @Override
    public Optional<String> html() {
        return Optional.of(GridHtml.of(this));
    }

    /** Whether all of a column's cells are numbers, which stand to the right. */
    boolean isNumeric(int column) {
        return !rows.isEmpty()
                && rows.stream().map(row -> row.get(column)).allMatch(CellFormat::isNumber);
    }

    /** The text form. */
    @Override
    public String toString() {
        return text();
    }
}
