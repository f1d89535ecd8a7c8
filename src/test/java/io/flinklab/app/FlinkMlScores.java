package io.flinklab.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** What Flink ML's own pipeline says of examples. */
final class FlinkMlScores {
    private FlinkMlScores() {}

    /** One score for each example; the rows come out as they went in. */
    static double[] of(
            EmbeddedCluster cluster, Path pipeline, Schema schema, List<Example> examples)
            throws Exception {
        ExampleRows codec = new ExampleRows(schema);
        StreamExecutionEnvironment environment = cluster.environment();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table rows =
                tables.fromDataStream(
                        environment.fromCollection(
                                examples.stream().map(codec::toRow).toList(), codec.type()));
        Table scored = PipelineModel.load(tables, pipeline.toString()).transform(rows)[0];
        List<Double> scores = new ArrayList<>();
        for (Row row : tables.toDataStream(scored).executeAndCollect(examples.size() + 1)) {
            assertThat(codec.fromRow(row)).isEqualTo(examples.get(scores.size()));
            scores.add(row.<Vector>getFieldAs("rawPrediction").get(1));
        }
        return scores.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
