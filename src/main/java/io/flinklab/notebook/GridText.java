package io.flinklab.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table in aligned columns of characters. */
final class GridText {
    private GridText() {}

    static String of(Grid grid) {
        int[] widths = widths(grid);
        List<String> lines = new ArrayList<>();
        if (!grid.title().isBlank()) {
            lines.add(grid.title());
        }
        lines.add(line(grid, grid.columns(), widths));
        lines.add(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining("  ")));
        grid.rows().forEach(row -> lines.add(line(grid, row, widths)));
        return String.join("\n", lines);
    }

    private static int[] widths(Grid grid) {
        return IntStream.range(0, grid.columns().size())
                .map(
                        column ->
                                grid.rows().stream()
                                        .mapToInt(row -> row.get(column).length())
                                        .reduce(grid.columns().get(column).length(), Math::max))
                .toArray();
    }

    private static String line(Grid grid, List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> padded(cells.get(i), widths[i], grid.isNumeric(i)))
                .collect(Collectors.joining("  "))
                .stripTrailing();
    }

    private static String padded(String cell, int width, boolean toTheRight) {
        String padding = " ".repeat(width - cell.length());
        return toTheRight ? padding + cell : cell + padding;
    }
}
