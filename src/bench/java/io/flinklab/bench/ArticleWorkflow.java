package io.flinklab.bench;

import static org.apache.flink.table.api.Expressions.$;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluatorParams;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;

/**
 * The article's workflow, step by step as it stands there: a lazy model, looked at four times and
 * so trained three times, each time on a cluster that starts and stops with the job.
 *
 * <p>Arguments: the data file, a directory that does not exist yet.
 */
final class ArticleWorkflow {
    private static final int TRAINING_ROWS = 8_000;
    private static final int TEST_ROWS = 2_000;
    private static final int FIRST_COLUMN = 3;
    private static final String[] COLUMNS = {
        "CreditScore",
        "GeographyStr",
        "GenderStr",
        "Age",
        "Tenure",
        "Balance",
        "NumOfProducts",
        "HasCrCard",
        "IsActiveMember",
        "EstimatedSalary",
        ArticlePipeline.LABEL
    };

    private final StreamExecutionEnvironment env =
            StreamExecutionEnvironment.createLocalEnvironment();
    private final StreamTableEnvironment tables = StreamTableEnvironment.create(env);

    public static void main(String[] args) throws Exception {
        new ArticleWorkflow().run(Path.of(args[0]), args[1]);
    }

    private void run(Path data, String modelDirectory) throws Exception {
        Table rows = tables.fromDataStream(rows(data));
        Table testRows = rows.limit(TRAINING_ROWS, TEST_ROWS);

        PipelineModel model = ArticlePipeline.of().fit(rows.limit(TRAINING_ROWS));
        Table validated = model.transform(testRows)[0];
        printCorrect(validated);
        printMetrics(validated);

        model.save(modelDirectory);
        env.execute("Save PipelineModel");

        PipelineModel loaded = PipelineModel.load(tables, modelDirectory);
        printCorrect(loaded.transform(testRows)[0]);
    }

    private DataStream<Row> rows(Path data) {
        FileSource<String> source =
                FileSource.forRecordStreamFormat(
                                new TextLineInputFormat(),
                                new org.apache.flink.core.fs.Path(data.toUri()))
                        .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "trainingData")
                .filter(line -> !line.startsWith("#") && !line.startsWith("RowNumber"))
                .map(ArticleWorkflow::row)
                .returns(type());
    }

    private static Row row(String line) {
        String[] fields = line.split(",");
        Row row = new Row(COLUMNS.length);
        for (int i = 0; i < COLUMNS.length; i++) {
            String field = fields[FIRST_COLUMN + i];
            row.setField(i, isText(COLUMNS[i]) ? field : Double.valueOf(field));
        }
        return row;
    }

    private static RowTypeInfo type() {
        return new RowTypeInfo(
                Arrays.stream(COLUMNS)
                        .map(column -> isText(column) ? Types.STRING : Types.DOUBLE)
                        .toArray(TypeInformation<?>[]::new),
                COLUMNS);
    }

    private static boolean isText(String column) {
        return column.endsWith("Str");
    }

    private static void printCorrect(Table validated) throws Exception {
        Table labels =
                validated.select(
                        $("features"),
                        $(ArticlePipeline.LABEL),
                        $("prediction"),
                        $("rawPrediction"));
        int correct = 0;
        Iterator<Row> rows = labels.execute().collect();
        while (rows.hasNext()) {
            Row row = rows.next();
            correct += row.getField(1).equals(row.getField(2)) ? 1 : 0;
        }
        System.out.println("correct " + correct + " of " + TEST_ROWS);
    }

    private static void printMetrics(Table validated) throws Exception {
        String[] metrics = {
            BinaryClassificationEvaluatorParams.AREA_UNDER_PR,
            BinaryClassificationEvaluatorParams.KS,
            BinaryClassificationEvaluatorParams.AREA_UNDER_ROC,
            BinaryClassificationEvaluatorParams.AREA_UNDER_LORENZ
        };
        Table evaluated =
                new BinaryClassificationEvaluator()
                        .setLabelCol(ArticlePipeline.LABEL)
                        .setMetricsNames(metrics)
                        .transform(validated)[0];
        Row row = evaluated.execute().collect().next();
        Stream.of(metrics)
                .map(name -> name + " " + row.getField(name))
                .forEach(System.out::println);
    }
}
