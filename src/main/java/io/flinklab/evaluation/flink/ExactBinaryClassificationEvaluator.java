package io.flinklab.evaluation.flink;

import io.flinklab.evaluation.Ranking;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.common.datastream.DataStreamUtils;
import org.apache.flink.ml.param.Param;
import org.apache.flink.ml.util.ParamUtils;
import org.apache.flink.ml.util.ReadWriteUtils;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableImpl;
import org.apache.flink.types.Row;

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
                                new ScoredRow(getLabelCol(), getRawPredictionCol(), getWeightCol()),
                                Types.TUPLE(Types.DOUBLE, Types.DOUBLE, Types.DOUBLE));
        DataStream<Row> metrics =
                DataStreamUtils.mapPartition(rows, new RankRows(getMetricsNames()), outputType());
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
}
