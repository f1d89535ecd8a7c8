package io.flinklab.notebook;

import io.flinklab.notebook.Charts.Bars;
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
            String title, String xLabel, String yLabel, List<String> groups, Bars... series) {
        return "%s: bar chart of %s by %s; %s."
                .formatted(
                        title,
                        yLabel,
                        xLabel,
                        Arrays.stream(series)
                                .map(bars -> bars(bars, groups, series.length > 1))
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

    private static String bars(Bars bars, List<String> groups, boolean named) {
        String heights =
                IntStream.range(0, groups.size())
                        .mapToObj(i -> groups.get(i) + " " + number(bars.heights()[i]))
                        .collect(Collectors.joining(", "));
        return named ? bars.name() + ": " + heights : heights;
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
