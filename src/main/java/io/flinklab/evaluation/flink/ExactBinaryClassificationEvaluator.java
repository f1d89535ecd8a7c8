package io.flinklab.evaluation.flink;

import io.flinklab.evaluation.Ranking;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.MapPartitionFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.common.datastream.DataStreamUtils;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;
import org.apache.flink.util.Collector;

/**
 * {@link Ranking} as a Flink ML stage. Input: one bounded table with a label (0 or 1), a score (a
 * number, or a vector of two whose second element counts) and, where {@code weightCol} is set, a
 * weight; each any numeric type. Output: one row with the metrics asked for, NaN if a class is
 * missing. The result does not depend on the order of the rows or on the parallelism, to the last
 * bit.
 *
 * <p>One subtask holds all rows: 24 bytes each and what the JVM adds. A bad or missing value, or a
 * table without rows, fails the job with a message that names it.
 */
public final class ExactBinaryClassificationEvaluator
        implements AlgoOperator<ExactBinaryClassificationEvaluator>,
                ExactBinaryClassificationEvaluatorParams<ExactBinaryClassificationEvaluator> {
    private static final long serialVersionUID = 1L;

    private final Map<Param<?>, Object> paramMap = new HashMap<>();

    /** A stage with the default parameters. */
    public ExactBinaryClassificationEvaluator() {
        ParamUtils.initializeMapWithDefaultValues(paramMap, this);
    }

    @Override
    public Table[] transform(Table... inputs) {
        if (inputs.length != 1) {
            throw new IllegalArgumentException(
                    "The evaluator takes 1 table; found " + inputs.length + ".");
        }
        requireColumns(inputs[0].getResolvedSchema().getColumnNames());
        StreamTableEnvironment tables =
                (StreamTableEnvironment) ((TableImpl) inputs[0]).getTableEnvironment();
        DataStream<Tuple3<Double, Double, Double>> rows =
                tables.toDataStream(inputs[0])
                        .map(
                                new ReadRow(getLabelCol(), getRawPredictionCol(), getWeightCol()),
                                Types.TUPLE(Types.DOUBLE, Types.DOUBLE, Types.DOUBLE));
        DataStream<Row> metrics =
                DataStreamUtils.mapPartition(rows, new Rank(getMetricsNames()), outputType());
        metrics.getTransformation().setParallelism(1);
        return new Table[] {tables.fromDataStream(metrics)};
    }

    private void requireColumns(List<String> found) {
        for (String column : Arrays.asList(getLabelCol(), getRawPredictionCol(), getWeightCol())) {
            if (column != null && !found.contains(column)) {
                throw new IllegalArgumentException(
                        "The evaluator reads column %s; the table has %s."
                                .formatted(column, found));
            }
        }
    }

    private RowTypeInfo outputType() {
        TypeInformation<?>[] types = new TypeInformation<?>[getMetricsNames().length];
        Arrays.fill(types, Types.DOUBLE);
        return new RowTypeInfo(types, getMetricsNames());
    }

    @Override
    public Map<Param<?>, Object> getParamMap() {
        return paramMap;
    }

    @Override
    public void save(String path) throws IOException {
        ReadWriteUtils.saveMetadata(this, path);
    }

    /** Reads a stage that {@link #save(String)} wrote. */
    public static ExactBinaryClassificationEvaluator load(
            StreamTableEnvironment tables, String path) throws IOException {
        return ReadWriteUtils.loadStageParam(path);
    }

    /** All rows to the one row of their metrics. */
    private static final class Rank
            implements MapPartitionFunction<Tuple3<Double, Double, Double>, Row> {
        private static final long serialVersionUID = 1L;

        private final String[] metrics;

        Rank(String[] metrics) {
            this.metrics = metrics;
        }

        @Override
        public void mapPartition(
                Iterable<Tuple3<Double, Double, Double>> rows, Collector<Row> out) {
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
                case AREA_UNDER_ROC -> ranking.auroc();
                case AREA_UNDER_PR -> ranking.areaUnderPr();
                case AREA_UNDER_LORENZ -> ranking.lorenz();
                case KS -> ranking.ks();
                case AVERAGE_PRECISION -> ranking.averagePrecision();
                default -> throw new IllegalStateException("Unknown metric " + name + ".");
            };
        }
    }

    /** A table's row to its label, its score and its weight. */
    static final class ReadRow implements MapFunction<Row, Tuple3<Double, Double, Double>> {
        private static final long serialVersionUID = 1L;

        private final String labelColumn;
        private final String scoreColumn;
        private final String weightColumn;

        /** Without a weight column (null) each row weighs 1. */
        ReadRow(String labelColumn, String scoreColumn, String weightColumn) {
            this.labelColumn = labelColumn;
            this.scoreColumn = scoreColumn;
            this.weightColumn = weightColumn;
        }

        @Override
        public Tuple3<Double, Double, Double> map(Row row) {
            return Tuple3.of(
                    number(row, labelColumn),
                    score(row),
                    weightColumn == null ? 1.0 : number(row, weightColumn));
        }

        private double score(Row row) {
            if (row.getField(scoreColumn) instanceof Vector vector && vector.size() == 2) {
                return vector.get(1);
            }
            return number(row, scoreColumn);
        }

        private static double number(Row row, String column) {
            if (row.getField(column) instanceof Number number) {
                return number.doubleValue();
            }
            throw new IllegalArgumentException(
                    ("Column %s has a number in each row"
                                    + " (the score's column may have a vector of 2); found %s.")
                            .formatted(column, row.getField(column)));
        }
    }
}
