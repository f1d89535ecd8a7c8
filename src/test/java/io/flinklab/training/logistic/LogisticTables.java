package io.flinklab.training.logistic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.VectorTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** One environment with tables of training rows in it. */
final class LogisticTables {
    static final List<WeightedRow> ROWS = SyntheticRows.weighted(500, 6, 1);

    final StreamExecutionEnvironment env;
    final StreamTableEnvironment tables;

    LogisticTables(int parallelism) {
        env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        env.getConfig().disableGenericTypes();
        tables = StreamTableEnvironment.create(env);
    }

    static Vector denseVector(WeightedRow row) {
        return Vectors.dense(SyntheticRows.dense(row));
    }

    static Vector sparseVector(WeightedRow row) {
        int[] indices = new int[row.size];
        Arrays.setAll(indices, i -> i);
        return Vectors.sparse(row.size, indices, SyntheticRows.dense(row));
    }

    /** Columns features, label, weight. */
    Table table(List<WeightedRow> examples) {
        List<Row> rows = new ArrayList<>();
        examples.forEach(row -> rows.add(Row.of(denseVector(row), row.label, row.weight)));
        return rows(rows, Types.DOUBLE, Types.DOUBLE);
    }

    /** Columns features, label, weight of these types. */
    Table rows(List<Row> rows, TypeInformation<?> labelType, TypeInformation<?> weightType) {
        TypeInformation<Row> type =
                Types.ROW_NAMED(
                        new String[] {"features", "label", "weight"},
                        VectorTypeInfo.INSTANCE,
                        labelType,
                        weightType);
        return tables.fromDataStream(
                rows.isEmpty()
                        ? env.fromElements(Row.of(Vectors.dense(1), 1.0, 1.0))
                                .returns(type)
                                .filter(row -> false)
                        : env.fromCollection(rows, type));
    }

    /** Runs the job for the model's data. */
    static LogisticModelData modelData(PenalizedLogisticRegressionModel model) throws Exception {
        List<LogisticModelData> all = model.modelDataStream().executeAndCollect(2);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /** Saves and runs the job. */
    void save(PenalizedLogisticRegressionModel model, Path path) throws Exception {
        model.save(path.toString());
        env.execute("train and save");
    }

    static List<Row> collect(Table table) {
        List<Row> rows = new ArrayList<>();
        // Reading to the end closes it; try-with-resources would warn of InterruptedException.
        table.execute().collect().forEachRemaining(rows::add);
        return rows;
    }
}
