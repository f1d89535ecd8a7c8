package io.flinklab.lesson;

import io.flinklab.evaluation.flink.ExactBinaryClassificationEvaluator;
import io.flinklab.evaluation.flink.ExactBinaryClassificationEvaluatorParams;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.common.param.HasWeightCol;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * Flink ML's evaluator and ours on the same rows.
 *
 * @param rows name of the rows
 * @param truth area under the ROC curve by its definition
 * @param flinkMl what Flink ML's {@link BinaryClassificationEvaluator} says
 * @param ours what {@link ExactBinaryClassificationEvaluator} says
 */
public record EvaluatorComparison(String rows, double truth, double flinkMl, double ours) {
    private static final String WEIGHT = "weight";
    private static final RowTypeInfo TYPE =
            (RowTypeInfo)
                    Types.ROW_NAMED(
                            new String[] {"label", "rawPrediction", WEIGHT},
                            Types.DOUBLE,
                            Types.DOUBLE,
                            Types.DOUBLE);

    /**
     * Compares on {@link Case#all()}.
     *
     * @param environments gives a new one for each job; parallelism 1 keeps the rows' order, which
     *     Flink ML's figure depends on
     */
    public static List<EvaluatorComparison> all(Supplier<StreamExecutionEnvironment> environments)
            throws Exception {
        List<EvaluatorComparison> comparisons = new ArrayList<>();
        for (Case rows : Case.all()) {
            comparisons.add(
                    new EvaluatorComparison(
                            rows.name(),
                            rows.truth(),
                            auroc(environments.get(), rows, new BinaryClassificationEvaluator()),
                            auroc(
                                    environments.get(),
                                    rows,
                                    new ExactBinaryClassificationEvaluator())));
        }
        return List.copyOf(comparisons);
    }

    /** The fields, in their order, as a table's row. */
    public List<Object> toList() {
        return List.of(rows, truth, flinkMl, ours);
    }

    private static <T extends AlgoOperator<T> & HasWeightCol<T>> double auroc(
            StreamExecutionEnvironment environment, Case rows, T evaluator) throws Exception {
        if (rows.weighted()) {
            evaluator.setWeightCol(WEIGHT);
        }
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table table = tables.fromDataStream(environment.fromCollection(rows.rows(), TYPE));
        return tables.toDataStream(evaluator.transform(table)[0])
                .executeAndCollect(1)
                .get(0)
                .getFieldAs(ExactBinaryClassificationEvaluatorParams.AREA_UNDER_ROC);
    }

    /**
     * Rows to try evaluators on.
     *
     * @param name what is special about them
     * @param weighted whether the third column counts; otherwise each row weighs 1
     * @param rows label, score, weight
     */
    public record Case(String name, boolean weighted, List<Row> rows) {
        private static final int ROWS = 400;

        /** From the highest score down: positives and negatives that share a score. */
        private static final int[][] TIED_GROUPS = {{8, 8}, {4, 4}, {5, 8}, {3, 30}};

        /** Copies the list. */
        public Case {
            rows = List.copyOf(rows);
        }

        /** Four: an easy one, ties in two orders, and weights without ties. */
        public static List<Case> all() {
            List<Row> tied = tied();
            List<Row> reversed = new ArrayList<>(tied);
            Collections.reverse(reversed);
            return List.of(
                    new Case("no ties, no weights", false, untied(ROWS)),
                    new Case("ties, positives first", false, tied),
                    new Case("ties, negatives first", false, reversed),
                    new Case("weights", true, untied(ROWS)));
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
}
