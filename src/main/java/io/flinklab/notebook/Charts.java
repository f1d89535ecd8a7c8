package io.flinklab.notebook;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The charts of the notebooks, each with its figures in words. */
public final class Charts {
    /** A line of at most so many points marks each of them. */
    private static final int MARKED_POINTS = 10;

    /** So many characters of labels have room below a histogram. */
    private static final int LABELS_LENGTH = 70;

    private static final int MOST_LABELS = 9;

    private Charts() {}

    /**
     * How often values fall into intervals of the same width, with round borders.
     *
     * @param values finite numbers, at least one
     * @param bins about how many intervals, 1 or more
     */
    public static Picture histogram(String title, String xLabel, double[] values, int bins) {
        Histogram histogram = Histogram.of(values, bins);
        CategoryChart chart = categories(title, xLabel, "count");
        chart.getStyler().setAvailableSpaceFill(0.98);
        // XChart draws the axis in the wrong place where a label is blank.
        chart.getStyler().setAxisTicksLineVisible(false);
        chart.getStyler().setAxisTicksMarksVisible(false);
        chart.addSeries("count", thinned(histogram.labels()), boxed(histogram.counts()));
        return picture(chart, ChartText.histogram(title, xLabel, histogram));
    }

    /**
     * One bar for each group.
     *
     * @param heights one for each group, in their order
     */
    public static Picture bars(
            String title, String xLabel, String yLabel, List<String> groups, double[] heights) {
        CategoryChart chart = categories(title, xLabel, yLabel);
        requireOneEach(yLabel, heights, groups);
        chart.addSeries(yLabel, groups, boxed(heights));
        return picture(chart, ChartText.bars(title, xLabel, yLabel, groups, heights));
    }

    /**
     * Bars that lie, for names that are long or many; each panel is one measure with its own scale.
     *
     * @param names of the bars, from the top
     */
    public static Picture horizontalBars(String title, List<String> names, BarPanel... panels) {
        for (BarPanel panel : panels) {
            requireOneEach(panel.name(), panel.values(), names);
        }
        return new Picture(
                HorizontalBars.drawn(title, names, List.of(panels)),
                ChartText.horizontalBars(title, names, panels));
    }

    /** Lines over the same axes: ROC, precision and recall, gain, calibration. */
    public static Picture lines(String title, String xLabel, String yLabel, Line... lines) {
        XYChart chart = axes(title, xLabel, yLabel, lines.length > 1);
        for (int i = 0; i < lines.length; i++) {
            add(chart, lines[i], i);
        }
        roundTicks(chart, lines[0]);
        return picture(chart, ChartText.lines(title, xLabel, yLabel, lines));
    }

    /** Points over the same axes, of one colour for each series; heights are 0 to 1. */
    public static Picture points(String title, String xLabel, String yLabel, Line... series) {
        XYChart chart = axes(title, xLabel, yLabel, true);
        chart.getStyler().setYAxisMin(0.0).setYAxisMax(1.0);
        chart.getStyler().setMarkerSize(6);
        for (int i = 0; i < series.length; i++) {
            XYSeries points = chart.addSeries(series[i].name(), series[i].x(), series[i].y());
            points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            points.setMarker(SeriesMarkers.CIRCLE);
            points.setMarkerColor(ChartStyle.color(i));
        }
        roundTicks(chart, series[0]);
        return picture(chart, ChartText.points(title, xLabel, yLabel, series));
    }

    /** Any chart of XChart's, described by its title, axes and series. */
    static Picture picture(Chart<?, ?> chart) {
        return picture(chart, ChartText.chart(chart));
    }

    static Picture picture(Chart<?, ?> chart, String text) {
        return new Picture(BitmapEncoder.getBufferedImage(chart), text);
    }

    private static CategoryChart categories(String title, String xLabel, String yLabel) {
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(ChartStyle.WIDTH)
                        .height(ChartStyle.HEIGHT)
                        .title(title)
                        .xAxisTitle(xLabel)
                        .yAxisTitle(yLabel)
                        .build();
        ChartStyle.apply(chart.getStyler(), false);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setAvailableSpaceFill(0.7);
        return chart;
    }

    static XYChart axes(String title, String xLabel, String yLabel, boolean legend) {
        XYChart chart =
                new XYChartBuilder()
                        .width(ChartStyle.WIDTH)
                        .height(ChartStyle.HEIGHT)
                        .title(title)
                        .xAxisTitle(xLabel)
                        .yAxisTitle(yLabel)
                        .build();
        ChartStyle.apply(chart.getStyler(), legend);
        chart.getStyler().setXAxisTickMarkSpacingHint(90);
        return chart;
    }

    static void add(XYChart chart, Line line, int index) {
        XYSeries series = chart.addSeries(line.name(), line.x(), line.y());
        boolean fewPoints = line.x().length <= MARKED_POINTS && !line.dashed();
        series.setMarker(fewPoints ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineStyle(line.dashed() ? ChartStyle.DASHED : ChartStyle.SOLID);
        series.setLineColor(line.dashed() ? ChartStyle.GREY : ChartStyle.color(index));
    }

    /**
     * Where data is equally spaced XChart puts the axis' ticks on data, at 15/388 for example. One
     * value that is nowhere near such a grid, unseen, makes it choose round numbers.
     */
    static void roundTicks(XYChart chart, Line line) {
        XYSeries odd =
                chart.addSeries(
                        "odd", new double[] {between(line.x())}, new double[] {between(line.y())});
        odd.setMarker(SeriesMarkers.NONE);
        odd.setShowInLegend(false);
    }

    private static double between(double[] values) {
        DoubleSummaryStatistics range = Arrays.stream(values).summaryStatistics();
        return range.getMin() + (range.getMax() - range.getMin()) / Math.PI;
    }

    /**
     * As many labels as have room, at most nine, the others blank but different. XChart's own
     * thinning spaces the labels evenly, and so puts them under other bars than theirs.
     */
    private static List<String> thinned(List<String> labels) {
        int longest = labels.stream().mapToInt(String::length).max().orElse(1);
        int most = Math.max(1, Math.min(MOST_LABELS, LABELS_LENGTH / longest));
        int every = (labels.size() + most - 1) / most;
        return IntStream.range(0, labels.size())
                .mapToObj(i -> i % every == 0 ? labels.get(i) : " ".repeat(i))
                .toList();
    }

    private static void requireOneEach(String what, double[] bars, List<String> names) {
        if (bars.length != names.size()) {
            throw new IllegalArgumentException(
                    "Bars \"%s\" have %s lengths; expected %s, one for each of %s."
                            .formatted(what, bars.length, names.size(), names));
        }
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
