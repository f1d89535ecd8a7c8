package io.flinklab.notebook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * What many runs of the article's program printed, as {@code environment/bench/ArticleRuns.java}
 * wrote it.
 *
 * @param runs in the order of the file
 */
public record ArticleRuns(List<Run> runs) {

    /** The names of the table's columns. */
    static final String HEADER =
            "data,parallelism,run,correct,areaUnderPR,areaUnderROC,ks,areaUnderLorenz";

    private static final List<Figure> FIGURES =
            List.of(
                    new Figure("correct labels", 1619, "%.0f"),
                    new Figure("area under PR", 0.3690456181301246, "%.4f"),
                    new Figure("area under ROC", 0.6990527666047854, "%.4f"),
                    new Figure("KS", 0.2932136963696369, "%.4f"),
                    new Figure("area under Lorenz", 0.6608346354166658, "%.4f"));

    /** How far apart the points of two figures stand in the chart, and of two runs. */
    private static final double FIGURE_STEP = 0.15;

    private static final double RUN_STEP = 0.003;
    private static final double MARGIN = 0.5;

    /** Pixels between ticks that leave no room for one between two whole numbers. */
    private static final int WHOLE_STEPS = 120;

    /**
     * One figure of the program.
     *
     * @param published what the article prints
     * @param format for a text
     */
    private record Figure(String name, double published, String format) {

        String text(double value) {
            return String.format(Locale.ROOT, format, value);
        }
    }

    /**
     * One run.
     *
     * @param data the name of the customers' file
     * @param parallelism of the environment
     * @param run from 1
     * @param figures correct labels, then the areas under the precision-recall curve and the ROC
     *     curve, KS, and the area under the Lorenz curve
     */
    public record Run(String data, int parallelism, int run, List<Double> figures) {

        private static Run parse(String line) {
            String[] fields = line.split(",");
            return new Run(
                    fields[0],
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Arrays.stream(fields).skip(3).map(Double::valueOf).toList());
        }
    }

    /** Copies the list. */
    public ArticleRuns {
        runs = List.copyOf(runs);
    }

    /**
     * Reads a table.
     *
     * @throws IllegalArgumentException it has other columns
     */
    public static ArticleRuns read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (!lines.get(0).equals(HEADER)) {
            throw new IllegalArgumentException(
                    "%s: expected the columns %s; found %s.".formatted(file, HEADER, lines.get(0)));
        }
        return new ArticleRuns(lines.stream().skip(1).map(Run::parse).toList());
    }

    /** The runs on one file. */
    public ArticleRuns on(String data) {
        return new ArticleRuns(runs.stream().filter(run -> run.data().equals(data)).toList());
    }

    /**
     * For each figure what the article prints, and from what to what it was at each parallelism.
     */
    public Grid table() {
        List<String> columns = new ArrayList<>(List.of("figure", "published"));
        parallelisms().forEach(parallelism -> columns.add("parallelism " + parallelism));
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < FIGURES.size(); i++) {
            Figure figure = FIGURES.get(i);
            List<String> row =
                    new ArrayList<>(List.of(figure.name(), figure.text(figure.published())));
            for (int parallelism : parallelisms()) {
                row.add(range(figure, values(parallelism, i)));
            }
            rows.add(row);
        }
        return new Grid(title(), columns, rows);
    }

    /** Each figure of each run, divided by the published one, which is the line at 1. */
    public Picture chart() {
        List<Integer> parallelisms = parallelisms();
        double left = parallelisms.get(0) - MARGIN;
        double right = parallelisms.get(parallelisms.size() - 1) + MARGIN;
        XYChart chart = Charts.axes(title(), "parallelism", "figure / published figure", true);
        chart.getStyler().setXAxisMin(left).setXAxisMax(right);
        chart.getStyler().setMarkerSize(5);
        chart.getStyler().setXAxisTickMarkSpacingHint(WHOLE_STEPS);
        for (int i = 0; i < FIGURES.size(); i++) {
            addPoints(chart, i);
        }
        Line published =
                new Line("published", new double[] {left, right}, new double[] {1, 1}, true);
        Charts.add(chart, published, 0);
        Charts.roundTicks(chart, published);
        return Charts.picture(chart, text());
    }

    private void addPoints(XYChart chart, int figure) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        double middle = FIGURE_STEP * (figure - (FIGURES.size() - 1) / 2.0);
        for (int parallelism : parallelisms()) {
            double[] values = values(parallelism, figure).toArray();
            for (int run = 0; run < values.length; run++) {
                x.add(parallelism + middle + RUN_STEP * (run - values.length / 2.0));
                y.add(values[run] / FIGURES.get(figure).published());
            }
        }
        XYSeries points = chart.addSeries(FIGURES.get(figure).name(), x, y);
        points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
        points.setMarker(SeriesMarkers.CIRCLE);
        points.setMarkerColor(ChartStyle.color(figure));
    }

    private String title() {
        return "The article's program, run %s times on %s"
                .formatted(
                        runs.size(),
                        runs.stream().map(Run::data).distinct().collect(Collectors.joining(", ")));
    }

    private String text() {
        Grid table = table();
        return "%s: points of each figure divided by the published one, at each parallelism; %s."
                .formatted(
                        title(),
                        table.rows().stream()
                                .map(
                                        row ->
                                                IntStream.range(1, row.size())
                                                        .mapToObj(
                                                                i ->
                                                                        table.columns().get(i)
                                                                                + " "
                                                                                + row.get(i))
                                                        .collect(
                                                                Collectors.joining(
                                                                        ", ",
                                                                        row.get(0) + ": ",
                                                                        "")))
                                .collect(Collectors.joining("; ")));
    }

    private List<Integer> parallelisms() {
        return runs.stream().map(Run::parallelism).distinct().sorted().toList();
    }

    private DoubleStream values(int parallelism, int figure) {
        return runs.stream()
                .filter(run -> run.parallelism() == parallelism)
                .mapToDouble(run -> run.figures().get(figure));
    }

    private static String range(Figure figure, DoubleStream values) {
        DoubleSummaryStatistics range = values.summaryStatistics();
        String from = figure.text(range.getMin());
        String to = figure.text(range.getMax());
        return from.equals(to) ? from : from + " to " + to;
    }
}
