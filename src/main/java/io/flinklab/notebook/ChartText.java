package io.flinklab.notebook;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.Chart;

/** A chart in words: for screen readers, and so that a test notices when its figures change. */
final class ChartText {
    private ChartText() {}

    static String histogram(String title, String xLabel, Histogram histogram) {
        int tallest = histogram.tallest();
        return "%s: histogram of %s in %s intervals from %s to %s; most, %s, from %s to %s."
                .formatted(
                        title,
                        xLabel,
                        histogram.counts().length,
                        histogram.border(0),
                        histogram.border(histogram.counts().length),
                        number(histogram.counts()[tallest]),
                        histogram.border(tallest),
                        histogram.border(tallest + 1));
    }

    static String bars(
            String title, String xLabel, String yLabel, List<String> groups, double[] heights) {
        return "%s: bar chart of %s by %s; %s."
                .formatted(title, yLabel, xLabel, bars(new BarPanel(yLabel, heights), groups));
    }

    static String horizontalBars(String title, List<String> names, BarPanel... panels) {
        return "%s: bar chart of %s."
                .formatted(
                        title,
                        Arrays.stream(panels)
                                .map(panel -> panel.name() + "; " + bars(panel, names))
                                .collect(Collectors.joining("; ")));
    }

    static String lines(String title, String xLabel, String yLabel, Line... lines) {
        return "%s: line chart of %s over %s; %s."
                .formatted(
                        title,
                        yLabel,
                        xLabel,
                        Arrays.stream(lines)
                                .map(ChartText::line)
                                .collect(Collectors.joining("; ")));
    }

    static String points(String title, String xLabel, String yLabel, Line... series) {
        return "%s: points of %s over %s; %s."
                .formatted(
                        title,
                        yLabel,
                        xLabel,
                        Arrays.stream(series)
                                .map(ChartText::cloud)
                                .collect(Collectors.joining("; ")));
    }

    static String chart(Chart<?, ?> chart) {
        return "%s: chart of %s over %s; series: %s."
                .formatted(
                        chart.getTitle(),
                        chart.getYAxisTitle(),
                        chart.getXAxisTitle(),
                        String.join(", ", chart.getSeriesMap().keySet()));
    }

    /** At most four digits after the point, without zeros at the end. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value);
        return text.replaceFirst("\\.?0+$", "");
    }

    private static String bars(BarPanel panel, List<String> names) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> names.get(i) + " " + bar(panel.values()[i], panel.errors()[i]))
                .collect(Collectors.joining(", "));
    }

    private static String bar(double value, double error) {
        return error == 0 ? number(value) : number(value) + " ± " + number(error);
    }

    private static String cloud(Line points) {
        DoubleSummaryStatistics heights = Arrays.stream(points.y()).summaryStatistics();
        return "%s: %s from %s to %s, mean %s"
                .formatted(
                        points.name(),
                        heights.getCount(),
                        number(heights.getMin()),
                        number(heights.getMax()),
                        number(heights.getAverage()));
    }

    private static String line(Line line) {
        int last = line.x().length - 1;
        return "%s from (%s, %s) to (%s, %s)"
                .formatted(
                        line.name(),
                        number(line.x()[0]),
                        number(line.y()[0]),
                        number(line.x()[last]),
                        number(line.y()[last]));
    }
}
