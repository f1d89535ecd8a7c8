package io.flinklab.notebook;

import java.util.List;

/** A table for a page. Alignment is written on each cell: notebooks drop style sheets. */
final class GridHtml {
    private GridHtml() {}

    static String of(Grid grid) {
        StringBuilder html = new StringBuilder("<table>");
        if (!grid.title().isBlank()) {
            html.append("<caption>").append(escape(grid.title())).append("</caption>");
        }
        html.append("\n<thead>");
        append(html, grid, grid.columns(), "th");
        html.append("\n</thead>\n<tbody>");
        grid.rows().forEach(row -> append(html, grid, row, "td"));
        return html.append("\n</tbody>\n</table>").toString();
    }

    private static void append(StringBuilder html, Grid grid, List<String> cells, String tag) {
        html.append("\n<tr>");
        for (int i = 0; i < cells.size(); i++) {
            String align = grid.isNumeric(i) ? "right" : "left";
            html.append("<%s style=\"text-align: %s\">".formatted(tag, align))
                    .append(escape(cells.get(i)))
                    .append("</%s>".formatted(tag));
        }
        html.append("</tr>");
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
