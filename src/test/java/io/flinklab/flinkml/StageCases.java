package io.flinklab.flinkml;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.typeutils.RowTypeInfo;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.builder.Graph;
import org.apache.flink.ml.builder.GraphBuilder;
import org.apache.flink.ml.builder.Pipeline;
import org.apache.flink.ml.builder.TableId;
import org.apache.flink.ml.classification.knn.Knn;
import org.apache.flink.ml.classification.linearsvc.LinearSVC;
import org.apache.flink.ml.classification.logisticregression.LogisticRegression;
import org.apache.flink.ml.classification.logisticregression.OnlineLogisticRegression;
import org.apache.flink.ml.classification.naivebayes.NaiveBayes;
import org.apache.flink.ml.clustering.agglomerativeclustering.AgglomerativeClustering;
import org.apache.flink.ml.clustering.kmeans.KMeans;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.apache.flink.ml.clustering.kmeans.OnlineKMeans;
import org.apache.flink.ml.evaluation.binaryclassification.BinaryClassificationEvaluator;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.countvectorizer.CountVectorizer;
import org.apache.flink.ml.feature.dct.DCT;
import org.apache.flink.ml.feature.elementwiseproduct.ElementwiseProduct;
import org.apache.flink.ml.feature.featurehasher.FeatureHasher;
import org.apache.flink.ml.feature.hashingtf.HashingTF;
import org.apache.flink.ml.feature.idf.IDF;
import org.apache.flink.ml.feature.imputer.Imputer;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizer;
import org.apache.flink.ml.feature.lsh.MinHashLSH;
import org.apache.flink.ml.feature.maxabsscaler.MaxAbsScaler;
import org.apache.flink.ml.feature.minmaxscaler.MinMaxScaler;
import org.apache.flink.ml.feature.ngram.NGram;
import org.apache.flink.ml.feature.normalizer.Normalizer;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoder;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.randomsplitter.RandomSplitter;
import org.apache.flink.ml.feature.regextokenizer.RegexTokenizer;
import org.apache.flink.ml.feature.robustscaler.RobustScaler;
import org.apache.flink.ml.feature.sqltransformer.SQLTransformer;
import org.apache.flink.ml.feature.standardscaler.OnlineStandardScaler;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.feature.stopwordsremover.StopWordsRemover;
import org.apache.flink.ml.feature.stringindexer.IndexToStringModel;
import org.apache.flink.ml.feature.stringindexer.StringIndexer;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModelData;
import org.apache.flink.ml.feature.tokenizer.Tokenizer;
import org.apache.flink.ml.feature.univariatefeatureselector.UnivariateFeatureSelector;
import org.apache.flink.ml.feature.variancethresholdselector.VarianceThresholdSelector;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.feature.vectorindexer.VectorIndexer;
import org.apache.flink.ml.feature.vectorslicer.VectorSlicer;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.ml.linalg.typeinfo.DenseVectorTypeInfo;
import org.apache.flink.ml.recommendation.swing.Swing;
import org.apache.flink.ml.regression.linearregression.LinearRegression;
import org.apache.flink.ml.stats.anovatest.ANOVATest;
import org.apache.flink.ml.stats.chisqtest.ChiSqTest;
import org.apache.flink.ml.stats.fvaluetest.FValueTest;
import org.apache.flink.table.api.Table;
import org.apache.flink.types.Row;

/** Every public stage of Flink ML 2.3.0, by the groups of its documentation. */
final class StageCases {
    private static final String OUTPUT = "output";

    static final List<StageCase> ALL =
            List.of(
                    // Classification
                    StageCase.of(() -> new Knn().setK(3)),
                    StageCase.of(() -> new LinearSVC().setWeightCol("weight")),
                    StageCase.of(() -> new LogisticRegression().setWeightCol("weight")),
                    StageCase.of(() -> new NaiveBayes()),
                    StageCase.of(
                            OnlineLogisticRegression.class,
                            job ->
                                    new OnlineLogisticRegression()
                                            .setGlobalBatchSize(6)
                                            .setInitialModelData(coefficients(job))),
                    // Clustering
                    StageCase.of(() -> new AgglomerativeClustering().setNumClusters(2))
                            .comparing(StageCase.Compared.GROUPS),
                    StageCase.of(() -> new KMeans().setK(2).setSeed(1))
                            .comparing(StageCase.Compared.GROUPS),
                    // It scores with the model that it has at a time, which may be the first one.
                    StageCase.of(
                                    OnlineKMeans.class,
                                    job ->
                                            new OnlineKMeans()
                                                    .setGlobalBatchSize(6)
                                                    .setInitialModelData(centroids(job)))
                            .comparing(StageCase.Compared.ROWS)
                            .leavingOut(Scenario.NAN, Scenario.EMPTY_TABLE),
                    // Evaluation
                    StageCase.of(
                            () -> new BinaryClassificationEvaluator().setRawPredictionCol("score")),
                    // Features
                    StageCase.of(
                            () ->
                                    new Binarizer()
                                            .setInputCols("number")
                                            .setOutputCols(OUTPUT)
                                            .setThresholds(3.5)),
                    StageCase.of(
                            () ->
                                    new Bucketizer()
                                            .setInputCols("number")
                                            .setOutputCols(OUTPUT)
                                            .setSplitsArray(new Double[][] {{0., 2., 5., 10.}})),
                    StageCase.of(
                                    () ->
                                            new CountVectorizer()
                                                    .setInputCol("words")
                                                    .setOutputCol(OUTPUT))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(() -> new DCT().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(
                            () ->
                                    new ElementwiseProduct()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)
                                            .setScalingVec(Vectors.dense(2, 3))),
                    StageCase.of(
                            () ->
                                    new FeatureHasher()
                                            .setInputCols("category", "number")
                                            .setCategoricalCols("category")
                                            .setOutputCol(OUTPUT)
                                            .setNumFeatures(100)),
                    StageCase.of(
                                    () ->
                                            new HashingTF()
                                                    .setInputCol("words")
                                                    .setOutputCol(OUTPUT)
                                                    .setNumFeatures(100))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(() -> new IDF().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(() -> new Imputer().setInputCols("number").setOutputCols(OUTPUT)),
                    StageCase.of(
                                    IndexToStringModel.class,
                                    job ->
                                            new IndexToStringModel()
                                                    .setInputCols("index")
                                                    .setOutputCols(OUTPUT)
                                                    .setModelData(categories(job)))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(
                            () ->
                                    new Interaction()
                                            .setInputCols("number", "features")
                                            .setOutputCol(OUTPUT)),
                    StageCase.of(
                            () ->
                                    new KBinsDiscretizer()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)
                                            .setNumBins(3)),
                    StageCase.of(
                            () -> new MaxAbsScaler().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(
                            () ->
                                    new MinHashLSH()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)
                                            .setSeed(1)),
                    StageCase.of(
                            () -> new MinMaxScaler().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(() -> new NGram().setInputCol("words").setOutputCol(OUTPUT))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(
                            () -> new Normalizer().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(
                                    () ->
                                            new OneHotEncoder()
                                                    .setInputCols("index")
                                                    .setOutputCols(OUTPUT))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(
                            () ->
                                    new OnlineStandardScaler()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)),
                    StageCase.of(
                            () ->
                                    new PolynomialExpansion()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)),
                    StageCase.of(() -> new RandomSplitter().setWeights(1., 1.).setSeed(1))
                            .comparing(StageCase.Compared.ROWS),
                    StageCase.of(
                                    () ->
                                            new RegexTokenizer()
                                                    .setInputCol("text")
                                                    .setOutputCol(OUTPUT))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(
                            () -> new RobustScaler().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(
                            () ->
                                    new SQLTransformer()
                                            .setStatement(
                                                    "SELECT *, number * 2 AS output FROM"
                                                            + " __THIS__")),
                    StageCase.of(
                            () ->
                                    new StandardScaler()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)),
                    StageCase.of(
                                    () ->
                                            new StopWordsRemover()
                                                    .setInputCols("words")
                                                    .setOutputCols(OUTPUT))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(
                                    () ->
                                            new StringIndexer()
                                                    .setInputCols("category")
                                                    .setOutputCols(OUTPUT)
                                                    .setStringOrderType("alphabetAsc"))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(() -> new Tokenizer().setInputCol("text").setOutputCol(OUTPUT))
                            .leavingOut(Scenario.NAN),
                    StageCase.of(
                            () ->
                                    new UnivariateFeatureSelector()
                                            .setFeatureType("continuous")
                                            .setLabelType("categorical")
                                            .setSelectionThreshold(1)),
                    StageCase.of(
                            () ->
                                    new VarianceThresholdSelector()
                                            .setInputCol("features")
                                            .setVarianceThreshold(.16)),
                    StageCase.of(
                            () ->
                                    new VectorAssembler()
                                            .setInputCols("number", "features")
                                            .setOutputCol(OUTPUT)
                                            .setInputSizes(1, 2)),
                    StageCase.of(
                            () -> new VectorIndexer().setInputCol("features").setOutputCol(OUTPUT)),
                    StageCase.of(
                            () ->
                                    new VectorSlicer()
                                            .setInputCol("features")
                                            .setOutputCol(OUTPUT)
                                            .setIndices(1)),
                    // Recommendation, regression, statistics
                    StageCase.of(() -> new Swing().setMinUserBehavior(1)).leavingOut(Scenario.NAN),
                    StageCase.of(() -> new LinearRegression().setWeightCol("weight")),
                    StageCase.of(() -> new ANOVATest()),
                    StageCase.of(() -> new ChiSqTest()),
                    StageCase.of(() -> new FValueTest()),
                    // Stages of stages
                    StageCase.of(() -> new Pipeline(List.of(scaler(), classifier()))),
                    StageCase.of(() -> graph()));

    private StageCases() {}

    private static StandardScaler scaler() {
        return new StandardScaler().setInputCol("features").setOutputCol("scaled");
    }

    private static LogisticRegression classifier() {
        return new LogisticRegression().setFeaturesCol("scaled");
    }

    private static Graph graph() {
        GraphBuilder builder = new GraphBuilder();
        TableId input = builder.createTableId();
        TableId scaled = builder.addEstimator(scaler(), input)[0];
        TableId output = builder.addEstimator(classifier(), scaled)[0];
        return (Graph)
                (Stage<?>) builder.buildEstimator(new TableId[] {input}, new TableId[] {output});
    }

    private static Table coefficients(StageJob job) {
        return job.table(
                List.of(Row.of(Vectors.dense(.1, .1), 0L)),
                new RowTypeInfo(DenseVectorTypeInfo.INSTANCE, Types.LONG));
    }

    private static Table centroids(StageJob job) {
        DenseVector[] centroids = {Vectors.dense(0, 0), Vectors.dense(1, 1)};
        return job.table(new KMeansModelData(centroids, Vectors.dense(1, 1)));
    }

    private static Table categories(StageJob job) {
        return job.table(new StringIndexerModelData(new String[][] {{"a", "b", "c"}}));
    }
}
