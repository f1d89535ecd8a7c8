package io.flinklab.notebook;

import java.util.Arrays;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Predicted numbers over the true ones. */
public final class ScatterChart {
    private static final int MARKER = 4;

    private ScatterChart() {}

    /**
     * One point for each row, and the line on which perfect predictions would lie.
     *
     * @param quantity what was predicted
     * @param truth one number for each row, at least one
     * @param predictions as many
     */
    public static Picture of(String title, String quantity, double[] truth, double[] predictions) {
        XYChart chart = Charts.axes(title, quantity, "predicted " + quantity, true);
        XYSeries points = chart.addSeries("one row", truth, predictions);
        points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        points.setMarker(SeriesMarkers.CIRCLE);
        points.setMarkerColor(ChartStyle.color(0));
        chart.getStyler().setMarkerSize(MARKER);
        double low = Arrays.stream(truth).min().orElseThrow();
        double high = Arrays.stream(truth).max().orElseThrow();
        double[] ends = {low, high};
        Charts.add(chart, new Line("perfect", ends, ends, true), 1);
        return Charts.picture(chart, text(title, quantity, truth, predictions));
    }

    private static String text(
            String title, String quantity, double[] truth, double[] predictions) {
        return String.format(
                Locale.ROOT,
                "%s: %d points of predicted over true %s; true from %.0f to %.0f, predicted from %.0f to %.0f.",
                title,
                truth.length,
                quantity,
                Arrays.stream(truth).min().orElseThrow(),
                Arrays.stream(truth).max().orElseThrow(),
                Arrays.stream(predictions).min().orElseThrow(),
                Arrays.stream(predictions).max().orElseThrow());
    }
}
