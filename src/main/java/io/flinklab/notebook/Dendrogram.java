package io.flinklab.notebook;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.types.Row;

/**
 * The tree of an agglomerative clustering, drawn from the left, where each row stands alone, to the
 * right, where all are one cluster. A join is drawn at the distance of the two that it joins.
 */
public final class Dendrogram {
    private static final int LINE = 19;
    private static final int GAP = 8;
    private static final int TOP = 46;
    private static final int BOTTOM = 46;
    private static final int RIGHT = 24;
    private static final int TICKS = 5;
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private final List<String> labels;
    private final List<Node> nodes = new ArrayList<>();
    private final int clusters;
    private int left;
    private int nextLeaf;

    private Dendrogram(List<String> labels, List<Row> merges, int clusters) {
        this.labels = labels;
        this.clusters = clusters;
        labels.forEach(label -> nodes.add(new Node(nodes.size(), null, null, 0)));
        merges.stream()
                .sorted(Comparator.comparingDouble((Row merge) -> merge.<Double>getFieldAs(2)))
                .forEach(this::join);
    }

    /**
     * Draws the tree.
     *
     * @param labels one for each row that was clustered, in their order
     * @param merges what Flink ML's AgglomerativeClustering gives as its second table with {@code
     *     computeFullTree}: two clusters, their distance, how many rows they hold together
     * @param clusters of how many clusters each gets a colour, 1 or more
     * @throws IllegalArgumentException the merges do not make one tree of all rows
     */
    public static Picture of(String title, List<String> labels, List<Row> merges, int clusters) {
        if (merges.size() != labels.size() - 1) {
            throw new IllegalArgumentException(
                    "A whole tree of %s rows has %s merges; found %s. Set computeFullTree."
                            .formatted(labels.size(), labels.size() - 1, merges.size()));
        }
        Dendrogram tree = new Dendrogram(labels, merges, clusters);
        return new Picture(tree.drawn(title), tree.text(title));
    }

    private void join(Row merge) {
        nodes.add(
                new Node(
                        nodes.size(),
                        nodes.get(merge.<Integer>getFieldAs(0)),
                        nodes.get(merge.<Integer>getFieldAs(1)),
                        merge.getFieldAs(2)));
    }

    private Node root() {
        return nodes.get(nodes.size() - 1);
    }

    private BufferedImage drawn(String title) {
        int height = TOP + labels.size() * LINE + BOTTOM;
        BufferedImage image =
                new BufferedImage(ChartStyle.WIDTH, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, image.getWidth(), height);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setColor(Color.BLACK);
        pen.setFont(TITLE);
        pen.drawString(title, (image.getWidth() - pen.getFontMetrics().stringWidth(title)) / 2, 26);
        pen.setFont(TEXT);
        left =
                2 * GAP
                        + labels.stream()
                                .mapToInt(pen.getFontMetrics()::stringWidth)
                                .max()
                                .orElse(0);
        axis(pen, height - BOTTOM);
        pen.setStroke(new BasicStroke(2f));
        nextLeaf = 0;
        draw(pen, root(), ChartStyle.GREY);
        pen.dispose();
        return image;
    }

    private void axis(Graphics2D pen, int y) {
        for (int i = 0; i <= TICKS; i++) {
            double distance = root().distance() * i / TICKS;
            int x = x(distance);
            pen.setColor(new Color(0xdddddd));
            pen.drawLine(x, TOP, x, y);
            pen.setColor(Color.BLACK);
            String tick = String.format(Locale.ROOT, "%.1f", distance);
            pen.drawString(tick, x - pen.getFontMetrics().stringWidth(tick) / 2, y + 18);
        }
        pen.drawString("distance", x(root().distance() / 2) - 28, y + 36);
    }

    private int x(double distance) {
        int width = ChartStyle.WIDTH - left - RIGHT;
        return left + (int) Math.round(width * distance / root().distance());
    }

    /** The height at which the node's line leaves it to the right. */
    private double draw(Graphics2D pen, Node node, Color above) {
        Color color = colors().getOrDefault(node.id(), above);
        if (node.isLeaf()) {
            double y = TOP + (nextLeaf++ + 0.5) * LINE;
            String label = labels.get(node.id());
            pen.setColor(color);
            pen.drawString(
                    label,
                    left - GAP - pen.getFontMetrics().stringWidth(label),
                    (int) Math.round(y) + 5);
            return y;
        }
        double first = draw(pen, node.left(), color);
        double second = draw(pen, node.right(), color);
        pen.setColor(color);
        int x = x(node.distance());
        pen.drawLine(x, (int) first, x, (int) second);
        arm(pen, node.left(), first, x, color);
        arm(pen, node.right(), second, x, color);
        return (first + second) / 2;
    }

    private void arm(Graphics2D pen, Node from, double y, int x, Color color) {
        pen.setColor(colors().getOrDefault(from.id(), color));
        pen.drawLine(x(from.distance()), (int) y, x, (int) y);
    }

    /** The colours of the clusters' topmost nodes. */
    private Map<Integer, Color> colors() {
        Map<Integer, Color> colors = new HashMap<>();
        List<Node> tops = tops();
        for (int i = 0; i < tops.size(); i++) {
            colors.put(tops.get(i).id(), ChartStyle.color(i));
        }
        return colors;
    }

    /** The nodes that are left when the last joins are undone. */
    private List<Node> tops() {
        List<Node> tops = new ArrayList<>(List.of(root()));
        while (tops.size() < clusters && tops.stream().anyMatch(node -> !node.isLeaf())) {
            Node last = tops.stream().max(Comparator.comparingInt(Node::id)).orElseThrow();
            int at = tops.indexOf(last);
            tops.set(at, last.right());
            tops.add(at, last.left());
        }
        return tops;
    }

    private String text(String title) {
        List<String> parts =
                tops().stream()
                        .map(
                                node ->
                                        node.leaves().size()
                                                + ": "
                                                + String.join(
                                                        ", ",
                                                        node.leaves().stream()
                                                                .map(labels::get)
                                                                .toList()))
                        .toList();
        return String.format(
                Locale.ROOT,
                "%s: tree of %d rows, all joined at distance %.2f. Clusters of %s.",
                title,
                labels.size(),
                root().distance(),
                String.join("; ", parts));
    }

    /** A row (without children), or two clusters joined. */
    private record Node(int id, Node left, Node right, double distance) {
        boolean isLeaf() {
            return left == null;
        }

        List<Integer> leaves() {
            if (isLeaf()) {
                return List.of(id);
            }
            List<Integer> leaves = new ArrayList<>(left.leaves());
            leaves.addAll(right.leaves());
            return leaves;
        }
    }
}
