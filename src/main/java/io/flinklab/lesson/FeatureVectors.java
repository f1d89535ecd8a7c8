package io.flinklab.lesson;

import io.flinklab.features.FeaturePlan;
import io.flinklab.training.AddedOperators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/**
 * What an estimator reads, as plain arrays: for mathematics that needs no job.
 *
 * @param features one vector for each row, all of the same length
 * @param labels 0 or 1, one for each row
 */
public record FeatureVectors(double[][] features, double[] labels) {

    /** Refuses lengths that differ. */
    public FeatureVectors {
        if (features.length != labels.length
                || Arrays.stream(features).anyMatch(row -> row.length != features[0].length)) {
            throw new IllegalArgumentException(
                    "Expected a vector for each label, all of one length; found %s vectors and %s labels."
                            .formatted(features.length, labels.length));
        }
    }

    /**
     * The features that a trained pipeline makes of labelled rows, in the rows' order; one Flink
     * job, with Flink ML's own transform.
     *
     * @param rows from one subtask, as {@link io.flinklab.data.flink.ExampleSource} gives them
     * @param label name of the label's column
     * @param pipeline directory of the saved pipeline
     */
    @SuppressWarnings("try") // the iterator's close() may be interrupted: the caller's to know
    public static FeatureVectors of(DataStream<Row> rows, String label, Path pipeline)
            throws Exception {
        List<double[]> features = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        try (AddedOperators added = AddedOperators.to(rows.getExecutionEnvironment());
                CloseableIterator<Row> found = transformed(rows, pipeline).collectAsync()) {
            added.submit("Make the features");
            found.forEachRemaining(
                    row -> {
                        Vector vector = row.getFieldAs(FeaturePlan.FEATURES);
                        features.add(vector.toArray());
                        labels.add(row.getFieldAs(label));
                    });
        }
        return new FeatureVectors(
                features.toArray(double[][]::new),
                labels.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static DataStream<Row> transformed(DataStream<Row> rows, Path pipeline)
            throws IOException {
        // One subtask: more would change the order.
        rows.getExecutionEnvironment().setParallelism(1);
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(rows.getExecutionEnvironment());
        Table table = tables.fromDataStream(rows);
        return tables.toDataStream(
                PipelineModel.load(tables, pipeline.toString()).transform(table)[0]);
    }

    /** How many rows. */
    public int size() {
        return labels.length;
    }

    /** How many features a row has. */
    public int width() {
        return features[0].length;
    }

    /** The rows from one position to before another. */
    public FeatureVectors slice(int from, int to) {
        return new FeatureVectors(
                Arrays.copyOfRange(features, from, to), Arrays.copyOfRange(labels, from, to));
    }
}
