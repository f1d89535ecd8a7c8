package io.flinklab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Bars that lie, below each other, with their names to the left: names of any length stay level.
 * Several panels stand beside each other, each with a scale of its own. XChart has no such chart.
 */
final class HorizontalBars {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
    private static final Color GRID = new Color(0xdddddd);
    private static final int MARGIN = 14;
    private static final int TOP = 78;
    private static final int ROW = 30;
    private static final int BAR = 17;
    private static final int GAP = 28;

    /** The room that a bar's number needs. */
    private static final int NUMBER = 62;

    private final String title;
    private final List<String> names;
    private final List<BarPanel> panels;
    private final BufferedImage image;
    private final Graphics2D pen;

    private HorizontalBars(String title, List<String> names, List<BarPanel> panels) {
        this.title = title;
        this.names = names;
        this.panels = panels;
        image =
                new BufferedImage(
                        ChartStyle.WIDTH,
                        TOP + names.size() * ROW + MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        pen = image.createGraphics();
    }

    static BufferedImage drawn(String title, List<String> names, List<BarPanel> panels) {
        HorizontalBars bars = new HorizontalBars(title, names, panels);
        bars.draw();
        bars.pen.dispose();
        return bars.image;
    }

    private void draw() {
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), image.getHeight());
        pen.setFont(TITLE);
        pen.setColor(Color.BLACK);
        pen.drawString(title, (image.getWidth() - pen.getFontMetrics().stringWidth(title)) / 2, 30);
        pen.setFont(TEXT);
        int left = drawNames() + MARGIN;
        int width = (image.getWidth() - left - MARGIN - GAP * (panels.size() - 1)) / panels.size();
        for (int i = 0; i < panels.size(); i++) {
            draw(panels.get(i), left + i * (width + GAP), width, ChartStyle.color(i));
        }
    }

    /** Returns where the longest name ends. */
    private int drawNames() {
        FontMetrics metrics = pen.getFontMetrics();
        int longest = names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        for (int i = 0; i < names.size(); i++) {
            int x = MARGIN + longest - metrics.stringWidth(names.get(i));
            pen.drawString(names.get(i), x, middle(i) + 5);
        }
        return MARGIN + longest;
    }

    private void draw(BarPanel panel, int left, int width, Color color) {
        pen.setColor(Color.BLACK);
        pen.drawString(panel.name(), left, TOP - 18);
        Scale scale = Scale.of(panel, left, width - NUMBER);
        for (int i = 0; i < names.size(); i++) {
            double value = panel.values()[i];
            double error = panel.errors()[i];
            int from = scale.pixel(Math.min(0, value));
            int to = scale.pixel(Math.max(0, value));
            pen.setColor(color);
            pen.fillRect(from, middle(i) - BAR / 2, Math.max(1, to - from), BAR);
            pen.setColor(Color.BLACK);
            if (error > 0) {
                whisker(scale.pixel(value - error), scale.pixel(value + error), middle(i));
            }
            int end = scale.pixel(Math.max(0, value + error));
            pen.drawString(ChartText.number(value), end + 7, middle(i) + 5);
        }
        pen.setColor(ChartStyle.GREY);
        pen.drawLine(scale.pixel(0), TOP - 8, scale.pixel(0), TOP + names.size() * ROW);
    }

    private void whisker(int from, int to, int y) {
        pen.setStroke(new BasicStroke(1.5f));
        pen.drawLine(from, y, to, y);
        pen.drawLine(from, y - 5, from, y + 5);
        pen.drawLine(to, y - 5, to, y + 5);
        pen.setStroke(new BasicStroke(1));
    }

    private static int middle(int row) {
        return TOP + row * ROW + ROW / 2;
    }

    /** From a panel's values to pixels; 0 is always on it. */
    private record Scale(double smallest, double largest, int left, int width) {

        static Scale of(BarPanel panel, int left, int width) {
            return new Scale(
                    Math.min(0, ends(panel, -1).min().orElse(0)),
                    Math.max(0, ends(panel, 1).max().orElse(0)),
                    left,
                    width);
        }

        private static DoubleStream ends(BarPanel panel, int sign) {
            double[] ends = panel.values().clone();
            Arrays.setAll(ends, i -> ends[i] + sign * panel.errors()[i]);
            return Arrays.stream(ends);
        }

        int pixel(double value) {
            double span = largest == smallest ? 1 : largest - smallest;
            return left + (int) Math.round((value - smallest) / span * width);
        }
    }
}
