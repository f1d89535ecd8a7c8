package io.flinklab.training;

import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
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
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.common.param.HasHandleInvalid;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
import org.apache.flink.ml.feature.imputer.ImputerModel;
import org.apache.flink.ml.feature.imputer.ImputerModelData;
import org.apache.flink.ml.feature.interaction.Interaction;
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

    /** Every kind of stage that can be read. */
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
                            Bucketizer.class, FittedStage.Bucketizer.class, SavedStage::bucketizer),
                    new Kind<>(Binarizer.class, FittedStage.Binarizer.class, SavedStage::binarizer),
                    new Kind<>(ImputerModel.class, FittedStage.Imputer.class, SavedStage::imputer),
                    new Kind<>(
                            VectorAssembler.class,
                            FittedStage.VectorAssembler.class,
                            SavedStage::vectorAssembler),
                    new Kind<>(
                            StandardScalerModel.class,
                            FittedStage.StandardScaler.class,
                            SavedStage::standardScaler),
                    new Kind<>(
                            PolynomialExpansion.class,
                            FittedStage.PolynomialExpansion.class,
                            SavedStage::polynomialExpansion),
                    new Kind<>(
                            Interaction.class,
                            FittedStage.Interaction.class,
                            SavedStage::interaction),
                    new Kind<>(
                            LogisticRegressionModel.class,
                            FittedStage.LogisticRegression.class,
                            SavedStage::logisticRegression),
                    new Kind<>(
                            PenalizedLogisticRegressionModel.class,
                            FittedStage.LogisticRegression.class,
                            SavedStage::penalized));

    private SavedStage() {}

    /**
     * A kind of stage.
     *
     * @param saved what Flink ML saves
     * @param fitted what is read of it
     */
    record Kind<S extends Stage<?>, F extends FittedStage>(
            Class<S> saved, Class<F> fitted, Reading<S, F> reading) {}

    /** Makes plain values of a stage's options and of the model data in its directory. */
    @FunctionalInterface
    interface Reading<S, F> {
        F of(S stage, Path saved) throws IOException;
    }

    /** Reads the stage in a directory, the model data of a fitted one included. */
    static FittedStage read(Path saved) throws IOException {
        Stage<?> stage = ReadWriteUtils.loadStageParam(saved.toString());
        for (Kind<?, ?> kind : KINDS) {
            if (kind.saved().isInstance(stage)) {
                return read(kind, stage, saved);
            }
        }
        throw new IllegalArgumentException(
                "Expected a stage with a record in FittedStage; found "
                        + stage.getClass().getName()
                        + ". Give it one, and read it here: CONTRIBUTING.md lists the steps.");
    }

    private static <S extends Stage<?>> FittedStage read(
            Kind<S, ?> kind, Stage<?> stage, Path saved) throws IOException {
        return kind.reading().of(kind.saved().cast(stage), saved);
    }

    private static FittedStage.Bucketizer bucketizer(Bucketizer stage, Path saved) {
        return new FittedStage.Bucketizer(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                Arrays.stream(stage.getSplitsArray()).map(List::of).toList(),
                unseen(stage));
    }

    private static FittedStage.Binarizer binarizer(Binarizer stage, Path saved) {
        return new FittedStage.Binarizer(
                List.of(stage.getInputCols()),
                List.of(stage.getOutputCols()),
                List.of(stage.getThresholds()));
    }

    private static FittedStage.VectorAssembler vectorAssembler(VectorAssembler stage, Path saved) {
        return new FittedStage.VectorAssembler(
                List.of(stage.getInputCols()),
                List.of(stage.getInputSizes()),
                stage.getOutputCol());
    }

    private static FittedStage.PolynomialExpansion polynomialExpansion(
            PolynomialExpansion stage, Path saved) {
        return new FittedStage.PolynomialExpansion(
                stage.getInputCol(), stage.getOutputCol(), stage.getDegree());
    }

    private static FittedStage.Interaction interaction(Interaction stage, Path saved) {
        return new FittedStage.Interaction(List.of(stage.getInputCols()), stage.getOutputCol());
    }

    private static UnseenCategory unseen(HasHandleInvalid<?> stage) {
        return UnseenCategory.valueOf(stage.getHandleInvalid().toUpperCase(Locale.ROOT));
    }

    private static FittedStage.StringIndexer stringIndexer(StringIndexerModel model, Path saved)
            throws IOException {
        StringIndexerModelData data = single(saved, new StringIndexerModelData.ModelDataDecoder());
        return new FittedStage.StringIndexer(
                List.of(model.getInputCols()),
                List.of(model.getOutputCols()),
                Arrays.stream(data.stringArrays).map(List::of).toList(),
                unseen(model));
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
