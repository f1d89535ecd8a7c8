package io.flinklab.lesson;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.types.Row;

/**
 * Rows to try evaluators on.
 *
 * @param name what is special about them
 * @param weighted whether the third column counts; otherwise each row weighs 1
 * @param rows label, score, weight
 */
public record EvaluatorCase(String name, boolean weighted, List<Row> rows) {
    private static final int ROWS = 400;

    /** From the highest score down: positives and negatives that share a score. */
    private static final int[][] TIED_GROUPS = {{8, 8}, {4, 4}, {5, 8}, {3, 30}};

    /** Copies the list. */
    public EvaluatorCase {
        rows = List.copyOf(rows);
    }

    /** Four: an easy one, ties in two orders, and weights without ties. */
    public static List<EvaluatorCase> all() {
        List<Row> tied = tied();
        List<Row> reversed = new ArrayList<>(tied);
        Collections.reverse(reversed);
        return List.of(
                new EvaluatorCase("no ties, no weights", false, untied(ROWS)),
                new EvaluatorCase("ties, positives first", false, tied),
                new EvaluatorCase("ties, negatives first", false, reversed),
                new EvaluatorCase("weights", true, untied(ROWS)));
    }

    /** The area under the ROC curve, pair by pair. */
    public double truth() {
        double[] weights = weighted ? column(2) : rows.stream().mapToDouble(row -> 1).toArray();
        return PairwiseAuroc.of(column(0), column(1), weights);
    }

    private double[] column(int position) {
        return rows.stream().mapToDouble(row -> row.<Double>getFieldAs(position)).toArray();
    }

    /** No two scores are equal; weights from 0.3. */
    public static List<Row> untied(int count) {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double score = random.nextDouble();
            double label = random.nextDouble() < score ? 1 : 0;
            rows.add(Row.of(label, score, 0.3 + 9 * random.nextDouble()));
        }
        return rows;
    }

    /** 20 positives, 50 negatives; in each group the positives come first. */
    public static List<Row> tied() {
        List<Row> rows = new ArrayList<>();
        for (int group = 0; group < TIED_GROUPS.length; group++) {
            double score = 0.8 - 0.2 * group;
            rows.addAll(Collections.nCopies(TIED_GROUPS[group][0], Row.of(1.0, score, 1.0)));
            rows.addAll(Collections.nCopies(TIED_GROUPS[group][1], Row.of(0.0, score, 1.0)));
        }
        return rows;
    }
}
