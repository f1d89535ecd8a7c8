package io.flinklab.lesson;

import io.flinklab.evaluation.flink.ExactBinaryClassificationEvaluator;
import io.flinklab.evaluation.flink.ExactBinaryClassificationEvaluatorParams;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.common.param.HasWeightCol;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

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
     * Compares on all of {@link EvaluatorCase#all()}.
     *
     * @param environments gives a new one for each job; parallelism 1 keeps the rows' order, which
     *     Flink ML's figure depends on
     */
    public static List<EvaluatorComparison> all(Supplier<StreamExecutionEnvironment> environments)
            throws Exception {
        List<EvaluatorComparison> comparisons = new ArrayList<>();
        for (EvaluatorCase rows : EvaluatorCase.all()) {
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
            StreamExecutionEnvironment environment, EvaluatorCase rows, T evaluator)
            throws Exception {
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
}
