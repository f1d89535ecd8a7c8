package io.flinklab.evaluation.flink;

import io.flinklab.evaluation.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.functions.MapPartitionFunction;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/** All rows to the one row of their metrics. */
final class RankRows implements MapPartitionFunction<Tuple3<Double, Double, Double>, Row> {
    private static final long serialVersionUID = 1L;

    private final String[] metrics;

    RankRows(String[] metrics) {
        this.metrics = metrics;
    }

    @Override
    public void mapPartition(Iterable<Tuple3<Double, Double, Double>> rows, Collector<Row> out) {
        List<Tuple3<Double, Double, Double>> all = new ArrayList<>();
        rows.forEach(all::add);
        Ranking ranking =
                Ranking.of(
                        column(all, row -> row.f0),
                        column(all, row -> row.f1),
                        column(all, row -> row.f2));
        Row result = new Row(metrics.length);
        for (int i = 0; i < metrics.length; i++) {
            result.setField(i, metric(ranking, metrics[i]));
        }
        out.collect(result);
    }

    private static double[] column(
            List<Tuple3<Double, Double, Double>> rows,
            ToDoubleFunction<Tuple3<Double, Double, Double>> column) {
        return rows.stream().mapToDouble(column).toArray();
    }

    private static double metric(Ranking ranking, String name) {
        return switch (name) {
            case ExactBinaryClassificationEvaluatorParams.AREA_UNDER_ROC -> ranking.auroc();
            case ExactBinaryClassificationEvaluatorParams.AREA_UNDER_PR -> ranking.areaUnderPr();
            case ExactBinaryClassificationEvaluatorParams.AREA_UNDER_LORENZ -> ranking.lorenz();
            case ExactBinaryClassificationEvaluatorParams.KS -> ranking.ks();
            case ExactBinaryClassificationEvaluatorParams.AVERAGE_PRECISION ->
                    ranking.averagePrecision();
            default -> throw new IllegalStateException("Unknown metric " + name + ".");
        };
    }
}
