package io.flinklab.training;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.feature.binarizer.Binarizer;
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

/**
 * Reads the pipeline that Flink ML saved into plain values, with Flink ML's own decoders and
 * without a job. So what serves is what was saved, byte for byte.
 */
final class SavedPipeline {
    private static final double EVEN_ODDS = 0.5;

    private final Path directory;

    SavedPipeline(Path directory) {
        this.directory = directory;
    }

    /** All stages, in order. */
    FittedPipeline read(int stages) throws IOException {
        List<FittedStage> fitted = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            Path stage = directory.resolve("stages").resolve(stageName(i, stages));
            fitted.add(read(ReadWriteUtils.loadStageParam(stage.toString()), new ModelData(stage)));
        }
        return new FittedPipeline(fitted);
    }

    /** Flink ML pads a stage's number to the width of the largest. */
    private static String stageName(int stage, int stages) {
        return String.format(Locale.ROOT, "%0" + String.valueOf(stages).length() + "d", stage);
    }

    private static FittedStage read(Stage<?> stage, ModelData data) throws IOException {
        if (stage instanceof StringIndexerModel model) {
            return stringIndexer(model, data);
        } else if (stage instanceof OneHotEncoderModel model) {
            return oneHotEncoder(model, data);
        } else if (stage instanceof Binarizer model) {
            return new FittedStage.Binarizer(
                    List.of(model.getInputCols()),
                    List.of(model.getOutputCols()),
                    List.of(model.getThresholds()));
        } else if (stage instanceof VectorAssembler model) {
            return new FittedStage.VectorAssembler(
                    List.of(model.getInputCols()),
                    List.of(model.getInputSizes()),
                    model.getOutputCol());
        } else if (stage instanceof StandardScalerModel model) {
            return standardScaler(model, data);
        } else if (stage instanceof PolynomialExpansion model) {
            return new FittedStage.PolynomialExpansion(
                    model.getInputCol(), model.getOutputCol(), model.getDegree());
        } else if (stage instanceof LogisticRegressionModel model) {
            return logisticRegression(model, data);
        }
        throw new IllegalArgumentException("No plain form is known of stage " + stage.getClass());
    }

    private static FittedStage stringIndexer(StringIndexerModel model, ModelData data)
            throws IOException {
        StringIndexerModelData saved = data.single(new StringIndexerModelData.ModelDataDecoder());
        return new FittedStage.StringIndexer(
                List.of(model.getInputCols()),
                List.of(model.getOutputCols()),
                Arrays.stream(saved.stringArrays).map(List::of).toList(),
                UnseenCategory.valueOf(model.getHandleInvalid().toUpperCase(Locale.ROOT)));
    }

    private static FittedStage oneHotEncoder(OneHotEncoderModel model, ModelData data)
            throws IOException {
        Integer[] sizes = new Integer[model.getInputCols().length];
        for (Tuple2<Integer, Integer> maxIndex :
                data.all(new OneHotEncoderModelData.ModelDataStreamFormat())) {
            sizes[maxIndex.f0] = maxIndex.f1 + (model.getDropLast() ? 0 : 1);
        }
        return new FittedStage.OneHotEncoder(
                List.of(model.getInputCols()), List.of(model.getOutputCols()), List.of(sizes));
    }

    private static FittedStage standardScaler(StandardScalerModel model, ModelData data)
            throws IOException {
        StandardScalerModelData saved = data.single(new StandardScalerModelData.ModelDataDecoder());
        return new FittedStage.StandardScaler(
                model.getInputCol(),
                model.getOutputCol(),
                list(saved.mean),
                list(saved.std),
                model.getWithMean(),
                model.getWithStd());
    }

    private static FittedStage logisticRegression(LogisticRegressionModel model, ModelData data)
            throws IOException {
        DenseVector coefficients =
                data.single(new LogisticRegressionModelDataUtil.ModelDataDecoder()).coefficient;
        return new FittedStage.LogisticRegression(
                model.getFeaturesCol(), list(coefficients), 0, EVEN_ODDS);
    }

    private static List<Double> list(DenseVector vector) {
        return Arrays.stream(vector.values).boxed().toList();
    }
}
