package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.store.StoredModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** Scores customers with Flink ML's own load and transform: a Flink job, whatever their number. */
public final class FlinkScoring {
    /** The name of the column with a row's position. */
    static final String POSITION = "position";

    private static final String PROBABILITIES = "rawPrediction";

    private final Supplier<StreamExecutionEnvironment> environments;

    /**
     * @param environments gives a new one for each job
     */
    public FlinkScoring(Supplier<StreamExecutionEnvironment> environments) {
        this.environments = environments;
    }

    /**
     * Probabilities to leave, in the customers' order; NaN for those whom the model skips.
     *
     * @param customers at least one
     */
    public double[] scores(StoredModel model, List<Example> customers) throws Exception {
        StreamExecutionEnvironment environment = environments.get();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table table =
                tables.fromDataStream(numbered(environment, model.manifest().schema(), customers));
        Table scored =
                PipelineModel.load(tables, model.flinkPipeline().toString()).transform(table)[0];
        double[] scores = new double[customers.size()];
        Arrays.fill(scores, Double.NaN);
        for (Row row : tables.toDataStream(scored).executeAndCollect(customers.size())) {
            scores[row.<Integer>getFieldAs(POSITION)] =
                    row.<DenseVector>getFieldAs(PROBABILITIES).get(1);
        }
        return scores;
    }

    /** Flink promises no order, so each row carries its position, in one more column. */
    static DataStream<Row> numbered(
            StreamExecutionEnvironment environment, Schema schema, List<Example> examples) {
        ExampleRows codec = new ExampleRows(schema);
        int fields = codec.type().getArity();
        List<Row> rows = new ArrayList<>();
        for (Example example : examples) {
            Row row = new Row(fields + 1);
            codec.write(example, row);
            row.setField(fields, rows.size());
            rows.add(row);
        }
        return environment.fromCollection(rows, numbered(codec.type()));
    }

    private static RowTypeInfo numbered(RowTypeInfo type) {
        return new RowTypeInfo(
                Stream.concat(Arrays.stream(type.getFieldTypes()), Stream.of(Types.INT))
                        .toArray(TypeInformation<?>[]::new),
                Stream.concat(Arrays.stream(type.getFieldNames()), Stream.of(POSITION))
                        .toArray(String[]::new));
    }
}
