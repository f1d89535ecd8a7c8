package io.flinklab.notebook;

import io.flinklab.evaluation.Confusion;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** The four counts of predictions against labels as a picture of two by two boxes. */
public final class ConfusionMatrix {
    private static final int LEFT = 160;
    private static final int TOP = 96;
    private static final int BOX_WIDTH = 260;
    private static final int BOX_HEIGHT = 130;
    private static final int MARGIN = 16;

    /** The colour of a box that holds everything; one that holds nothing is white. */
    private static final Color FULL = ChartStyle.color(0);

    /** From this share on white letters are easier to read than black ones. */
    private static final double DARK = 0.6;

    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    private static final Font COUNT = new Font(Font.SANS_SERIF, Font.BOLD, 28);
    private static final Font NAME = new Font(Font.SANS_SERIF, Font.PLAIN, 15);

    private ConfusionMatrix() {}

    /**
     * What happened from top to bottom, what was predicted from left to right. The darker a box,
     * the larger its share of all that happened in its row.
     *
     * @param title of which model, at which threshold
     * @param positive what a label of 1 means, for example "left"
     * @param negative what a label of 0 means
     */
    public static Picture of(String title, Confusion confusion, String positive, String negative) {
        double[][] counts = {{confusion.tp(), confusion.fn()}, {confusion.fp(), confusion.tn()}};
        String[][] names = {
            {"true positives", "false negatives"}, {"false positives", "true negatives"}
        };
        String[] labels = {positive, negative};
        BufferedImage image =
                new BufferedImage(
                        LEFT + 2 * BOX_WIDTH + MARGIN,
                        TOP + 2 * BOX_HEIGHT + MARGIN,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            prepare(graphics, image);
            centred(graphics, TITLE, title, image.getWidth() / 2, 30);
            for (int i = 0; i < 2; i++) {
                String predicted = "predicted: " + labels[i];
                centred(graphics, NAME, predicted, LEFT + (2 * i + 1) * BOX_WIDTH / 2, TOP - 14);
                int middle = TOP + (2 * i + 1) * BOX_HEIGHT / 2;
                centred(graphics, NAME, "in truth: " + labels[i], LEFT / 2, middle);
                double all = counts[i][0] + counts[i][1];
                for (int j = 0; j < 2; j++) {
                    double share = all == 0 ? 0 : counts[i][j] / all;
                    box(graphics, i, j, names[i][j], counts[i][j], share);
                }
            }
        } finally {
            graphics.dispose();
        }
        return new Picture(image, text(title, counts, names, labels));
    }

    private static void prepare(Graphics2D graphics, BufferedImage image) {
        graphics.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setStroke(new BasicStroke(2));
        graphics.setColor(Color.BLACK);
    }

    private static void box(
            Graphics2D graphics, int row, int column, String name, double count, double share) {
        int x = LEFT + column * BOX_WIDTH;
        int y = TOP + row * BOX_HEIGHT;
        graphics.setColor(shade(share));
        graphics.fillRect(x, y, BOX_WIDTH, BOX_HEIGHT);
        graphics.setColor(ChartStyle.GREY);
        graphics.drawRect(x, y, BOX_WIDTH, BOX_HEIGHT);
        graphics.setColor(share < DARK ? Color.BLACK : Color.WHITE);
        int middle = x + BOX_WIDTH / 2;
        centred(graphics, COUNT, ChartText.number(count), middle, y + BOX_HEIGHT / 2);
        centred(graphics, NAME, name, middle, y + BOX_HEIGHT / 2 + 30);
        graphics.setColor(Color.BLACK);
    }

    private static Color shade(double share) {
        return new Color(
                shade(FULL.getRed(), share),
                shade(FULL.getGreen(), share),
                shade(FULL.getBlue(), share));
    }

    private static int shade(int full, double share) {
        return (int) Math.round(255 - share * (255 - full));
    }

    private static void centred(Graphics2D graphics, Font font, String text, int x, int baseline) {
        FontMetrics metrics = graphics.getFontMetrics(font);
        graphics.setFont(font);
        graphics.drawString(text, x - metrics.stringWidth(text) / 2, baseline);
    }

    private static String text(String title, double[][] counts, String[][] names, String[] labels) {
        StringBuilder text = new StringBuilder(title).append(": confusion matrix;");
        for (int i = 0; i < 2; i++) {
            text.append(" in truth ").append(labels[i]).append(":");
            for (int j = 0; j < 2; j++) {
                text.append(j == 0 ? " " : ", ")
                        .append(ChartText.number(counts[i][j]))
                        .append(' ')
                        .append(names[i][j]);
            }
            text.append(i == 0 ? ";" : ".");
        }
        return text.toString();
    }
}
