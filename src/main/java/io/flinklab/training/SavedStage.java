package io.flinklab.training;

import io.flinklab.features.FittedStage;
import io.flinklab.features.PlainStages;
import io.flinklab.features.Predictor;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.local.LocalDataInputStream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.classification.linearsvc.LinearSVCModel;
import org.apache.flink.ml.classification.linearsvc.LinearSVCModelData;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModel;
import org.apache.flink.ml.classification.naivebayes.NaiveBayesModelData;
import org.apache.flink.ml.clustering.kmeans.KMeansModel;
import org.apache.flink.ml.clustering.kmeans.KMeansModelData;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.featurehasher.FeatureHasher;
import org.apache.flink.ml.feature.imputer.ImputerModel;
import org.apache.flink.ml.feature.imputer.ImputerModelData;
import org.apache.flink.ml.feature.interaction.Interaction;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerModel;
import org.apache.flink.ml.feature.kbinsdiscretizer.KBinsDiscretizerModelData;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModel;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModelData;
import org.apache.flink.ml.feature.polynomialexpansion.PolynomialExpansion;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModel;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModel;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModelData;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.linalg.DenseVector;
import org.apache.flink.ml.util.ReadWriteUtils;

/** Decodes one stage that Flink ML saved, in the plain form that scoring needs. */
final class SavedStage {
    private static final double EVEN_ODDS = 0.5;

    /**
     * The list: every kind of stage that can be read, and so scored. {@link FittedStage.Visitor}
     * has a method for each, so that the compiler names what does not treat one.
     */
    static final List<Kind<?, ?>> KINDS =
            List.of(
                    new Kind<>(
                            StringIndexerModel.class,
                            FittedStage.StringIndexer.class,
                            SavedStage::stringIndexer),
                    new Kind<>(
                            OneHotEncoderModel.class,
                            FittedStage.OneHotEncoder.class,
                            SavedStage::oneHotEncoder),
                    new Kind<>(
                            Bucketizer.class,
                            FittedStage.Bucketizer.class,
                            (stage, saved) -> PlainStages.fitted(stage)),
                    new Kind<>(
                            Binarizer.class,
                            FittedStage.Binarizer.class,
                            (stage, saved) -> PlainStages.fitted(stage)),
                    new Kind<>(ImputerModel.class, FittedStage.Imputer.class, SavedStage::imputer),
                    new Kind<>(
                            VectorAssembler.class,
                            FittedStage.VectorAssembler.class,
                            (stage, saved) -> PlainStages.fitted(stage)),
                    new Kind<>(
                            StandardScalerModel.class,
                            FittedStage.StandardScaler.class,
                            SavedStage::standardScaler),
                    new Kind<>(
                            PolynomialExpansion.class,
                            FittedStage.PolynomialExpansion.class,
                            (stage, saved) -> PlainStages.fitted(stage)),
                    new Kind<>(
                            KBinsDiscretizerModel.class,
                            FittedStage.KBinsDiscretizer.class,
                            SavedStage::kBinsDiscretizer),
                    new Kind<>(
                            Interaction.class,
                            FittedStage.Interaction.class,
                            (stage, saved) -> PlainStages.fitted(stage)),
                    new Kind<>(
                            FeatureHasher.class,
                            FittedStage.FeatureHasher.class,
                            (stage, saved) -> featureHasher(stage)),
                    new Kind<>(
                            LogisticRegressionModel.class,
                            FittedStage.LogisticRegression.class,
                            SavedStage::logisticRegression),
                    new Kind<>(
                            PenalizedLogisticRegressionModel.class,
                            FittedStage.LogisticRegression.class,
                            SavedStage::penalized),
                    new Kind<>(
                            LinearSVCModel.class, Predictor.LinearSVC.class, SavedStage::linearSvc),
                    new Kind<>(
                            NaiveBayesModel.class,
                            Predictor.NaiveBayes.class,
                            SavedStage::naiveBayes),
                    new Kind<>(KMeansModel.class, Predictor.KMeans.class, SavedStage::kMeans));

    private SavedStage() {}

    /**
     * A kind of stage.
     *
     * @param saved what Flink ML saves
     * @param fitted what is read of it
     */
    record Kind<S extends Stage<?>, F extends FittedStage>(
            Class<S> saved, Class<F> fitted, Reading<S, F> reading) {

        /** Flink ML's name of the stage before it is fitted. */
        String name() {
            return saved.getSimpleName().replaceFirst("Model$", "");
        }
    }

    /** Makes plain values of a stage's options and of the model data in its directory. */
    @FunctionalInterface
    interface Reading<S, F> {
        F of(S stage, Path saved) throws IOException;
    }

    /** Reads the stage in a directory, the model data of a fitted one included. */
    static FittedStage read(Path saved) throws IOException {
        Stage<?> stage = ReadWriteUtils.loadStageParam(saved.toString());
        return read(kind(stage.getClass()), stage, saved);
    }

    /**
     * The kind of a fitted stage.
     *
     * @throws IllegalArgumentException it is none of those that are known
     */
    static Kind<?, ?> kind(Class<?> fitted) {
        return KINDS.stream()
                .filter(kind -> kind.saved().isAssignableFrom(fitted))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        ("%s is no stage that can be scored here; expected one of"
                                                        + " %s. CONTRIBUTING.md lists what a new"
                                                        + " one takes.")
                                                .formatted(fitted.getName(), names())));
    }

    private static List<String> names() {
        return KINDS.stream().map(Kind::name).toList();
    }

    private static <S extends Stage<?>> FittedStage read(
            Kind<S, ?> kind, Stage<?> stage, Path saved) throws IOException {
        return kind.reading().of(kind.saved().cast(stage), saved);
    }

    private static FittedStage.StringIndexer stringIndexer(StringIndexerModel model, Path saved)
            throws IOException {
        StringIndexerModelData data = single(saved, new StringIndexerModelData.ModelDataDecoder());
        return new FittedStage.StringIndexer(
                List.of(model.getInputCols()),
                List.of(model.getOutputCols()),
                Arrays.stream(data.stringArrays).map(List::of).toList(),
                PlainStages.unseen(model));
    }

    private static FittedStage.OneHotEncoder oneHotEncoder(OneHotEncoderModel model, Path saved)
            throws IOException {
        Integer[] sizes = new Integer[model.getInputCols().length];
        for (Tuple2<Integer, Integer> maxIndex :
                all(saved, new OneHotEncoderModelData.ModelDataStreamFormat())) {
            sizes[maxIndex.f0] = maxIndex.f1 + (model.getDropLast() ? 0 : 1);
        }
        return new FittedStage.OneHotEncoder(
                List.of(model.getInputCols()), List.of(model.getOutputCols()), List.of(sizes));
    }

    /** The surrogates are kept by input column. */
    private static FittedStage.Imputer imputer(ImputerModel model, Path saved) throws IOException {
        Map<String, Double> surrogates =
                single(saved, new ImputerModelData.ModelDataDecoder()).surrogates;
        List<String> inputs = List.of(model.getInputCols());
        return new FittedStage.Imputer(
                inputs,
                List.of(model.getOutputCols()),
                inputs.stream().map(surrogates::get).toList(),
                model.getMissingValue());
    }

    private static FittedStage.StandardScaler standardScaler(StandardScalerModel model, Path saved)
            throws IOException {
        StandardScalerModelData data =
                single(saved, new StandardScalerModelData.ModelDataDecoder());
        return new FittedStage.StandardScaler(
                model.getInputCol(),
                model.getOutputCol(),
                boxed(data.mean.values),
                boxed(data.std.values),
                model.getWithMean(),
                model.getWithStd());
    }

    private static FittedStage.FeatureHasher featureHasher(FeatureHasher stage) {
        return new FittedStage.FeatureHasher(
                List.of(stage.getInputCols()),
                stage.getOutputCol(),
                List.of(stage.getCategoricalCols()),
                stage.getNumFeatures());
    }

    private static FittedStage.LogisticRegression logisticRegression(
            LogisticRegressionModel model, Path saved) throws IOException {
        DenseVector coefficients =
                single(saved, new LogisticRegressionModelDataUtil.ModelDataDecoder()).coefficient;
        return new FittedStage.LogisticRegression(
                model.getFeaturesCol(), boxed(coefficients.values), 0, EVEN_ODDS);
    }

    private static FittedStage.LogisticRegression penalized(
            PenalizedLogisticRegressionModel model, Path saved) throws IOException {
        LogisticModelData data = LogisticModelData.read(saved);
        return new FittedStage.LogisticRegression(
                model.getFeaturesCol(), boxed(data.coefficients), data.intercept, EVEN_ODDS);
    }

    private static Predictor.LinearSVC linearSvc(LinearSVCModel model, Path saved)
            throws IOException {
        DenseVector coefficients =
                single(saved, new LinearSVCModelData.ModelDataDecoder()).coefficient;
        return new Predictor.LinearSVC(
                model.getFeaturesCol(), boxed(coefficients.values), model.getThreshold());
    }

    private static FittedStage.KBinsDiscretizer kBinsDiscretizer(
            KBinsDiscretizerModel model, Path saved) throws IOException {
        double[][] edges = single(saved, new KBinsDiscretizerModelData.ModelDataDecoder()).binEdges;
        return new FittedStage.KBinsDiscretizer(
                model.getInputCol(),
                model.getOutputCol(),
                Arrays.stream(edges).map(SavedStage::boxed).toList());
    }

    private static Predictor.NaiveBayes naiveBayes(NaiveBayesModel model, Path saved)
            throws IOException {
        NaiveBayesModelData data = single(saved, new BayesModelDataFormat());
        List<Predictor.NaiveBayes.Feature> features = new ArrayList<>();
        for (int i = 0; i < data.theta[0].length; i++) {
            List<Double> values = data.theta[0][i].keySet().stream().sorted().toList();
            int feature = i;
            features.add(
                    new Predictor.NaiveBayes.Feature(
                            values,
                            Arrays.stream(data.theta)
                                    .map(label -> values.stream().map(label[feature]::get).toList())
                                    .toList()));
        }
        return new Predictor.NaiveBayes(
                model.getFeaturesCol(),
                boxed(data.labels.values),
                boxed(data.piArray.values),
                features);
    }

    private static Predictor.KMeans kMeans(KMeansModel model, Path saved) throws IOException {
        KMeansModelData data = single(saved, new KMeansModelData.ModelDataDecoder());
        for (DenseVector centroid : data.centroids) {
            if (Arrays.stream(centroid.values).anyMatch(Double::isNaN)) {
                throw new IllegalArgumentException(
                        "One of %s segments is left without rows. Ask for fewer."
                                .formatted(data.centroids.length));
            }
        }
        return new Predictor.KMeans(
                model.getFeaturesCol(),
                Arrays.stream(data.centroids).map(centroid -> boxed(centroid.values)).toList(),
                Predictor.KMeans.Distance.valueOf(
                        model.getDistanceMeasure().toUpperCase(Locale.ROOT)));
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    /** The only record of a stage's model data. */
    private static <T> T single(Path saved, SimpleStreamFormat<T> format) throws IOException {
        List<T> records = all(saved, format);
        if (records.size() != 1) {
            throw new IOException(
                    "Expected one record of model data in "
                            + saved.resolve("data")
                            + ", found "
                            + records.size()
                            + ". The job that saved it did not run to its end.");
        }
        return records.get(0);
    }

    /** Every record of a stage's model data, in order of the files' names. */
    private static <T> List<T> all(Path saved, SimpleStreamFormat<T> format) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(saved.resolve("data"))) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<T> records = new ArrayList<>();
        for (Path file : files) {
            try (StreamFormat.Reader<T> reader =
                    format.createReader(
                            new Configuration(), new LocalDataInputStream(file.toFile()))) {
                for (T data = reader.read(); data != null; data = reader.read()) {
                    records.add(data);
                }
            }
        }
        return records;
    }
}
