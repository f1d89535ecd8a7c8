package io.flinklab.lesson;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.data.csv.ExampleCsv;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.MessageSource;
import io.flinklab.streaming.ScoringJob;
import io.flinklab.streaming.ScoringOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
import org.apache.flink.table.utils.EncodingUtils;
import org.apache.flink.types.Row;

/**
 * Scores examples in one Flink job, in three ways: with Flink ML's own load and transform, with a
 * function of SQL, and as a stream with an end.
 */
public final class FlinkScoring {
    /** The column with a row's position: Flink promises no order. */
    private static final String POSITION = "position";

    private static final String PROBABILITIES = "rawPrediction";

    private final Supplier<StreamExecutionEnvironment> environments;

    /**
     * @param environments gives a new one for each job
     */
    public FlinkScoring(Supplier<StreamExecutionEnvironment> environments) {
        this.environments = environments;
    }

    /**
     * Scores with Flink ML's transform.
     *
     * @param examples at least one
     * @return the probabilities of label 1, in the examples' order; NaN where the model skips one
     */
    public double[] scores(StoredModel model, List<Example> examples) throws Exception {
        StreamExecutionEnvironment environment = environments.get();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        Table table =
                tables.fromDataStream(numbered(environment, model.manifest().schema(), examples));
        Table scored =
                PipelineModel.load(tables, model.flinkPipeline().toString()).transform(table)[0];
        double[] scores = new double[examples.size()];
        Arrays.fill(scores, Double.NaN);
        for (Row row : tables.toDataStream(scored).executeAndCollect(examples.size())) {
            scores[row.<Integer>getFieldAs(POSITION)] =
                    row.<DenseVector>getFieldAs(PROBABILITIES).get(1);
        }
        return scores;
    }

    /**
     * Scores with a function of SQL.
     *
     * @param register makes the function {@code score} known; its arguments are the features of the
     *     schema, in their order
     * @param examples at least one
     * @return the scores in the examples' order; none where the function gives NULL
     */
    public Scores sqlScores(
            Schema schema, Consumer<StreamTableEnvironment> register, List<Example> examples)
            throws Exception {
        StreamExecutionEnvironment environment = environments.get();
        StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
        register.accept(tables);
        tables.createTemporaryView(
                "examples", tables.fromDataStream(numbered(environment, schema, examples)));
        Table scored =
                tables.sqlQuery(
                        "SELECT `%s`, score(%s) FROM examples"
                                .formatted(
                                        POSITION,
                                        schema.featureNames().stream()
                                                .map(EncodingUtils::escapeIdentifier)
                                                .collect(Collectors.joining(", "))));
        double[] scores = new double[examples.size()];
        Arrays.fill(scores, Double.NaN);
        for (Row row : tables.toDataStream(scored).executeAndCollect(examples.size())) {
            if (row.getField(1) != null) {
                scores[row.<Integer>getFieldAs(0)] = row.getFieldAs(1);
            }
        }
        return new Scores(scores);
    }

    /**
     * Scores with a scoring job over a file of the examples.
     *
     * @param examples at least one, each with a key of its own
     * @param directory where the file goes, made if it is not there
     * @return the scores in the examples' order; none where the job rejects one
     */
    public Scores streamScores(
            ServedModel model, ScoringOptions options, List<Example> examples, Path directory)
            throws Exception {
        Path file = Files.createDirectories(directory).resolve("examples.csv");
        Files.writeString(file, ExampleCsv.unlabelled(model.schema()).write(examples));
        StreamExecutionEnvironment environment = environments.get();
        environment.getConfig().enableObjectReuse();
        ScoringJob job =
                new ScoringJob(environment, MessageSource.files(model.schema(), file.toString()));
        Map<Comparable<?>, Double> scores = new HashMap<>();
        for (Row row : job.score(model, options).scores().executeAndCollect(examples.size())) {
            scores.put(row.getFieldAs(0), row.getFieldAs("score"));
        }
        return new Scores(
                examples.stream()
                        .mapToDouble(each -> scores.getOrDefault(each.key(), Double.NaN))
                        .toArray());
    }

    private static DataStream<Row> numbered(
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
