package io.flinklab.bench;

import io.flinklab.app.LabelledData;
import io.flinklab.churn.Churn;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.features.FeaturePlan;
import io.flinklab.features.OneHotFeatures;
import io.flinklab.features.UnseenCategory;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vector;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/** The article's features of the training rows and of the test rows, with the label. */
record FeatureRows(List<Row> train, List<Row> test) {
    private static final RowTypeInfo TYPE =
            new RowTypeInfo(
                    new TypeInformation<?>[] {DenseVectorTypeInfo.INSTANCE, Types.DOUBLE},
                    new String[] {FeaturePlan.FEATURES, Churn.SCHEMA.requireLabel().name()});

    static FeatureRows of(LabelledData data, StreamExecutionEnvironment env) throws Exception {
        StreamTableEnvironment tables = StreamTableEnvironment.create(env);
        List<Row> all =
                Stream.concat(data.train().stream(), data.test().stream())
                        .map(new ExampleRows(Churn.SCHEMA)::toRow)
                        .toList();
        List<Row> first = all.subList(0, data.train().size());
        Table rows =
                tables.fromDataStream(
                        env.fromCollection(all, new ExampleRows(Churn.SCHEMA).type()));
        Table features =
                new Pipeline(
                                new OneHotFeatures()
                                        .stages(
                                                Churn.TUNED
                                                        .features()
                                                        .vocabulary(Churn.SCHEMA, data.train()),
                                                UnseenCategory.KEEP))
                        .fit(
                                tables.fromDataStream(
                                        env.fromCollection(
                                                first, new ExampleRows(Churn.SCHEMA).type())))
                        .transform(rows)[0];
        List<Row> vectors =
                tables.toDataStream(features).executeAndCollect(all.size() + 1).stream()
                        .map(FeatureRows::vectorAndLabel)
                        .toList();
        return new FeatureRows(
                vectors.subList(0, first.size()), vectors.subList(first.size(), vectors.size()));
    }

    /** The training rows as a table of a new job. */
    Table train(StreamExecutionEnvironment env) {
        return StreamTableEnvironment.create(env).fromDataStream(env.fromCollection(train, TYPE));
    }

    /** Measures a linear model on the test rows. */
    Evaluation evaluate(double[] coefficients, double intercept) {
        double[] labels = test.stream().mapToDouble(row -> row.<Double>getFieldAs(1)).toArray();
        double[] scores =
                test.stream()
                        .map(row -> row.<DenseVector>getFieldAs(0).values)
                        .mapToDouble(values -> intercept + dot(values, coefficients))
                        .map(margin -> 1 / (1 + Math.exp(-margin)))
                        .toArray();
        return Evaluation.of(labels, scores);
    }

    private static Row vectorAndLabel(Row row) {
        return Row.of(
                row.<Vector>getFieldAs(FeaturePlan.FEATURES).toDense(),
                row.getField(Churn.SCHEMA.requireLabel().name()));
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
