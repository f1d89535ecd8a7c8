package io.flinklab.serving;

import io.flinklab.features.FittedStage;
import io.flinklab.features.NamedImputer;
import io.flinklab.features.Predictor;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.ml.api.AlgoOperator;
import org.apache.flink.ml.classification.linearsvc.LinearSVCModel;
import org.apache.flink.ml.classification.linearsvc.LinearSVCModelData;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelData;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModel;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModelData;
import org.apache.flink.ml.clustering.kmeans.KMeansModel;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.featurehasher.FeatureHasher;
import org.apache.flink.ml.feature.imputer.ImputerModelData;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerModel;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerModelData;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModel;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModel;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModel;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModelData;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** Flink ML's own stages, given the values of fitted ones. */
final class FlinkStages implements FittedStage.Visitor {
    private final StreamTableEnvironment tables;
    private final Source source;
    private AlgoOperator<?> made;

    /** Makes a stream of one or more elements. */
    @FunctionalInterface
    interface Source {
        DataStream<?> of(List<?> elements);
    }

    FlinkStages(StreamTableEnvironment tables, Source source) {
        this.tables = tables;
        this.source = source;
    }

    AlgoOperator<?> of(FittedStage stage) {
        stage.accept(this);
        return made;
    }

    @Override
    public void visit(FittedStage.StringIndexer s) {
        String[][] categories =
                s.categories().stream().map(FlinkStages::array).toArray(String[][]::new);
        made =
                new StringIndexerModel()
                        .setInputCols(array(s.inputs()))
                        .setOutputCols(array(s.outputs()))
                        .setHandleInvalid(s.unseen().handleInvalid())
                        .setModelData(table(List.of(new StringIndexerModelData(categories))));
    }

    @Override
    public void visit(FittedStage.Imputer s) {
        Map<String, Double> surrogates =
                IntStream.range(0, s.inputs().size())
                        .boxed()
                        .collect(Collectors.toMap(s.inputs()::get, s.surrogates()::get));
        made =
                new NamedImputer.Model()
                        .setInputCols(array(s.inputs()))
                        .setOutputCols(array(s.outputs()))
                        .setMissingValue(s.missing())
                        .setModelData(table(List.of(new ImputerModelData(surrogates))));
    }

    @Override
    public void visit(FittedStage.OneHotEncoder s) {
        List<Tuple2<Integer, Integer>> largest =
                IntStream.range(0, s.sizes().size())
                        .mapToObj(i -> Tuple2.of(i, s.sizes().get(i) - 1))
                        .toList();
        made =
                new OneHotEncoderModel()
                        .setInputCols(array(s.inputs()))
                        .setOutputCols(array(s.outputs()))
                        .setDropLast(false)
                        .setModelData(table(largest));
    }

    @Override
    public void visit(FittedStage.StandardScaler s) {
        made =
                new StandardScalerModel()
                        .setInputCol(s.input())
                        .setOutputCol(s.output())
                        .setWithMean(s.withMean())
                        .setWithStd(s.withStd())
                        .setModelData(
                                table(
                                        List.of(
                                                new StandardScalerModelData(
                                                        vector(s.mean()), vector(s.std()), 0, 0))));
    }

    @Override
    public void visit(FittedStage.LogisticRegression s) {
        made =
                new LogisticRegressionModel()
                        .setFeaturesCol(s.input())
                        .setModelData(
                                table(
                                        List.of(
                                                new LogisticRegressionModelData(
                                                        vector(s.coefficients()), 0))));
    }

    @Override
    public void visit(Predictor.LinearSVC s) {
        made =
                new LinearSVCModel()
                        .setFeaturesCol(s.input())
                        .setThreshold(s.cut())
                        .setModelData(
                                table(List.of(new LinearSVCModelData(vector(s.coefficients())))));
    }

    @Override
    public void visit(Predictor.NaiveBayes s) {
        made =
                new NaiveBayesModel()
                        .setFeaturesCol(s.input())
                        .setModelData(
                                table(
                                        List.of(
                                                new NaiveBayesModelData(
                                                        theta(s),
                                                        vector(s.logPriors()),
                                                        vector(s.labels())))));
    }

    @SuppressWarnings("unchecked")
    private static Map<Double, Double>[][] theta(Predictor.NaiveBayes s) {
        Map<Double, Double>[][] theta =
                (Map<Double, Double>[][]) new Map<?, ?>[s.labels().size()][s.features().size()];
        for (int label = 0; label < theta.length; label++) {
            for (int i = 0; i < s.features().size(); i++) {
                Predictor.NaiveBayes.Feature feature = s.features().get(i);
                theta[label][i] = new HashMap<>();
                for (int value = 0; value < feature.values().size(); value++) {
                    theta[label][i].put(
                            feature.values().get(value),
                            feature.logLikelihoods().get(label).get(value));
                }
            }
        }
        return theta;
    }

    @Override
    public void visit(Predictor.KMeans s) {
        DenseVector[] centroids =
                s.centroids().stream().map(FlinkStages::vector).toArray(DenseVector[]::new);
        made =
                new KMeansModel()
                        .setFeaturesCol(s.input())
                        .setK(centroids.length)
                        .setDistanceMeasure(s.distance().name().toLowerCase(Locale.ROOT))
                        .setModelData(
                                table(
                                        List.of(
                                                new KMeansModelData(
                                                        centroids,
                                                        new DenseVector(centroids.length)))));
    }

    @Override
    public void visit(FittedStage.KBinsDiscretizer s) {
        double[][] edges =
                s.edges().stream().map(each -> vector(each).values).toArray(double[][]::new);
        made =
                new KBinsDiscretizerModel()
                        .setInputCol(s.input())
                        .setOutputCol(s.output())
                        .setModelData(table(List.of(new KBinsDiscretizerModelData(edges))));
    }

    @Override
    public void visit(FittedStage.Bucketizer s) {
        Double[][] splits =
                s.splits().stream()
                        .map(list -> list.toArray(Double[]::new))
                        .toArray(Double[][]::new);
        made =
                new Bucketizer()
                        .setInputCols(array(s.inputs()))
                        .setOutputCols(array(s.outputs()))
                        .setSplitsArray(splits)
                        .setHandleInvalid(s.unseen().handleInvalid());
    }

    @Override
    public void visit(FittedStage.Binarizer s) {
        made =
                new Binarizer()
                        .setInputCols(array(s.inputs()))
                        .setOutputCols(array(s.outputs()))
                        .setThresholds(s.thresholds().toArray(Double[]::new));
    }

    @Override
    public void visit(FittedStage.VectorAssembler s) {
        made =
                new VectorAssembler()
                        .setInputCols(array(s.inputs()))
                        .setInputSizes(s.sizes().toArray(Integer[]::new))
                        .setOutputCol(s.output());
    }

    @Override
    public void visit(FittedStage.PolynomialExpansion s) {
        made =
                new PolynomialExpansion()
                        .setInputCol(s.input())
                        .setOutputCol(s.output())
                        .setDegree(s.degree());
    }

    @Override
    public void visit(FittedStage.Interaction s) {
        made = new Interaction().setInputCols(array(s.inputs())).setOutputCol(s.output());
    }

    @Override
    public void visit(FittedStage.FeatureHasher s) {
        made =
                new FeatureHasher()
                        .setInputCols(array(s.inputs()))
                        .setCategoricalCols(array(s.categorical()))
                        .setNumFeatures(s.size())
                        .setOutputCol(s.output());
    }

    private org.apache.flink.table.api.Table table(List<?> elements) {
        return tables.fromDataStream(source.of(elements));
    }

    private static String[] array(List<String> names) {
        return names.toArray(String[]::new);
    }

    private static DenseVector vector(List<Double> values) {
        return Vectors.dense(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
