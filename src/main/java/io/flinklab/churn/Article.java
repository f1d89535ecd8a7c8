package io.flinklab.churn;

import static org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluatorParams.AREA_UNDER_LORENZ;
import static org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluatorParams.AREA_UNDER_PR;
import static org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluatorParams.AREA_UNDER_ROC;
import static org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluatorParams.KS;
import static org.apache.flink.table.api.Expressions.$;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.reader.TextLineInputFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.PipelineModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerParams;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.FileUtils;

/**
 * The program of the article "Machine Learning with Flink" (Alexey Novakov, 2024), from Scala to
 * Java: its statements in its order, with its names, columns and options, on Flink and Flink ML
 * alone. It is one long method because the article's is one script, to be read from top to bottom.
 *
 * <p>Notebook {@code 00-the-article} runs the same statements cell by cell; {@code
 * ArticleCellsTest} holds the two together.
 */
public final class Article {
    private Article() {}

    /**
     * Runs the program.
     *
     * @param args the customers' file; the directory for the model, "target/customer-churn-model/
     *     pipeline" if left out, which is emptied first; the parallelism, 3 if left out
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 0 || !new File(args[0]).isFile()) {
            throw new IllegalArgumentException(
                    "Expected the path of a customers' file; found %s. Say for example data/churn.csv."
                            .formatted(args.length == 0 ? "no argument" : args[0]));
        }
        run(
                args[0],
                args.length > 1 ? args[1] : "target/customer-churn-model/pipeline",
                args.length > 2 ? Integer.parseInt(args[2]) : 3);
    }

    private static void run(String dataFile, String modelPath, int parallelism) throws Exception {
        // Set-up, which the article's text leaves out
        var env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        var tEnv = StreamTableEnvironment.create(env);

        var featuresCol = "features";
        var labelCol = "label";
        var predictionCol = "prediction";
        var exitedLabel = "Exited";
        var filePath = Path.fromLocalFile(new File(dataFile));

        // Load CSV as Flink Table
        var source = FileSource.forRecordStreamFormat(new TextLineInputFormat(), filePath).build();

        var rawFeatureCols =
                new String[] {
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
                    exitedLabel
                };
        var types = new TypeInformation<?>[rawFeatureCols.length];
        Arrays.setAll(types, i -> rawFeatureCols[i].endsWith("Str") ? Types.STRING : Types.DOUBLE);
        var rowTypes = new RowTypeInfo(types, rawFeatureCols);

        var csvStream =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "trainingData")
                        .filter(l -> !l.startsWith("#") && !l.startsWith("RowNumber"))
                        .map(
                                l -> {
                                    // from CreditScore to Exited
                                    var row = Arrays.copyOfRange(l.split(","), 3, 14);
                                    return Row.of(
                                            Double.valueOf(row[0]),
                                            row[1],
                                            row[2],
                                            Double.valueOf(row[3]),
                                            Double.valueOf(row[4]),
                                            Double.valueOf(row[5]),
                                            Double.valueOf(row[6]),
                                            Double.valueOf(row[7]),
                                            Double.valueOf(row[8]),
                                            Double.valueOf(row[9]),
                                            Double.valueOf(row[10]));
                                })
                        .returns(rowTypes);

        var trainData = tEnv.fromDataStream(csvStream);

        // 1 - index Geography and Gender
        var indexer =
                new StringIndexer()
                        .setStringOrderType(StringIndexerParams.ALPHABET_ASC_ORDER)
                        .setInputCols("GeographyStr", "GenderStr")
                        .setOutputCols("GeographyInd", "GenderInd");

        // 2 - OneHot Encode Geography and Gender
        var geographyEncoder =
                new OneHotEncoder()
                        .setInputCols("GeographyInd", "GenderInd")
                        .setOutputCols("Geography", "Gender")
                        .setDropLast(false);

        // 3 - Merge to Vector
        var continuesCols =
                List.of(
                        "CreditScore",
                        "Age",
                        "Tenure",
                        "Balance",
                        "NumOfProducts",
                        "EstimatedSalary");

        var assembler =
                new VectorAssembler()
                        .setInputCols(continuesCols.toArray(String[]::new))
                        .setOutputCol("continues_features")
                        .setInputSizes(
                                Collections.nCopies(continuesCols.size(), 1)
                                        .toArray(Integer[]::new));

        // 4 - Normalise numbers
        var standardScaler =
                new StandardScaler()
                        .setWithMean(true)
                        .setInputCol("continues_features")
                        .setOutputCol("continues_features_s");

        // 5 - merge columns to features col
        var categoricalCols = List.of("Geography", "Gender", "HasCrCard", "IsActiveMember");
        var finalCols = new ArrayList<>(categoricalCols);
        finalCols.add("continues_features_s");
        // Geography is 3 countries, Gender is 2 + other 8 features
        var encodedFeatures = List.of(3, 2);
        var vectorSizes = new ArrayList<>(encodedFeatures);
        vectorSizes.addAll(Collections.nCopies(categoricalCols.size() - encodedFeatures.size(), 1));
        vectorSizes.add(continuesCols.size());
        var finalAssembler =
                new VectorAssembler()
                        .setInputCols(finalCols.toArray(String[]::new))
                        .setOutputCol(featuresCol)
                        .setInputSizes(vectorSizes.toArray(Integer[]::new));

        // Train the Model
        var lr =
                new LogisticRegression()
                        .setLearningRate(0.002d)
                        .setLabelCol(exitedLabel)
                        .setReg(0.1)
                        .setElasticNet(0.5)
                        .setMaxIter(100)
                        .setTol(0.01d)
                        .setGlobalBatchSize(64);

        List<Stage<?>> stages =
                List.of(indexer, geographyEncoder, assembler, standardScaler, finalAssembler, lr);

        var pipeline = new Pipeline(stages);

        var testSetSize = 2000;
        var totalSetSize = 10000;
        var trainSetSize = totalSetSize - testSetSize;
        var trainSet = trainData.limit(trainSetSize);
        var testSet = trainData.limit(trainSetSize, testSetSize);

        var pipelineModel = pipeline.fit(trainSet);

        // Validate the Model
        var validateResult = pipelineModel.transform(testSet)[0];

        var resQuery =
                """
                select %s, %s as %s, %s, rawPrediction
                from %s"""
                        .formatted(
                                featuresCol, exitedLabel, labelCol, predictionCol, validateResult);

        var iter = tEnv.sqlQuery(resQuery).execute().collect();
        var firstRow = iter.next();
        var colNames = String.join(", ", firstRow.getFieldNames(true));

        var rows = new ArrayList<>(List.of(firstRow));
        iter.forEachRemaining(rows::add);
        var correctCnt = 0;
        for (var row : rows) {
            var label = row.<Double>getFieldAs(labelCol);
            var prediction = row.<Double>getFieldAs(predictionCol);
            correctCnt += label.equals(prediction) ? 1 : 0;
        }
        // The article prints all rows
        rows.subList(0, 3).forEach(System.out::println);
        System.out.println("....");
        System.out.println(rows.get(rows.size() - 1));
        System.out.println(colNames);
        System.out.println(
                "correct labels count: "
                        + correctCnt
                        + ", accuracy: "
                        + correctCnt / (double) testSetSize);

        var evaluator =
                new BinaryClassificationEvaluator()
                        .setLabelCol(exitedLabel)
                        .setMetricsNames(AREA_UNDER_PR, KS, AREA_UNDER_ROC, AREA_UNDER_LORENZ);

        var outputTable = evaluator.transform(validateResult)[0];
        var evaluationResult = outputTable.execute().collect().next();
        System.out.println(
                "Area under the precision-recall curve: "
                        + evaluationResult.getField(AREA_UNDER_PR));
        System.out.println(
                "Area under the receiver operating characteristic curve: "
                        + evaluationResult.getField(AREA_UNDER_ROC));
        System.out.println("Kolmogorov-Smirnov value: " + evaluationResult.getField(KS));
        System.out.println(
                "Area under Lorenz curve: " + evaluationResult.getField(AREA_UNDER_LORENZ));

        // Save and Load Model
        // save() refuses a directory that exists
        FileUtils.deleteDirectory(new File(modelPath));
        pipelineModel.save(modelPath);
        env.execute("Save PipelineModel");

        var model = PipelineModel.load(tEnv, modelPath);
        validateResult = model.transform(testSet)[0];
        // The article leaves to its reader what to do with the loaded model
        var correctRows = new ArrayList<Row>();
        validateResult
                .where($(exitedLabel).isEqual($(predictionCol)))
                .execute()
                .collect()
                .forEachRemaining(correctRows::add);
        System.out.println("correct labels count of the loaded model: " + correctRows.size());
    }
}
