package io.flinklab.training;

import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModel;
import org.apache.flink.ml.classification.logisticregression.LogisticRegressionModelDataUtil;
import org.apache.flink.ml.common.param.HasHandleInvalid;
import org.apache.flink.ml.feature.binarizer.Binarizer;
import org.apache.flink.ml.feature.bucketizer.Bucketizer;
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

    private SavedStage() {}

    /** Reads the stage in a directory, the model data of a fitted one included. */
    static FittedStage read(Path saved) throws IOException {
        Stage<?> stage = ReadWriteUtils.loadStageParam(saved.toString());
        ModelData data = new ModelData(saved);
        if (stage instanceof StringIndexerModel model) {
            return stringIndexer(model, data);
        } else if (stage instanceof OneHotEncoderModel model) {
            return oneHotEncoder(model, data);
        } else if (stage instanceof StandardScalerModel model) {
            return standardScaler(model, data);
        } else if (stage instanceof LogisticRegressionModel model) {
            return logisticRegression(model, data);
        } else if (stage instanceof PenalizedLogisticRegressionModel model) {
            return penalized(model, LogisticModelData.read(saved));
        }
        return transformer(stage);
    }

    /** Stages that learn nothing: their options are all there is. */
    private static FittedStage transformer(Stage<?> stage) {
        if (stage instanceof Bucketizer bucketizer) {
            return new FittedStage.Bucketizer(
                    List.of(bucketizer.getInputCols()),
                    List.of(bucketizer.getOutputCols()),
                    Arrays.stream(bucketizer.getSplitsArray()).map(List::of).toList(),
                    unseen(bucketizer));
        } else if (stage instanceof Binarizer binarizer) {
            return new FittedStage.Binarizer(
                    List.of(binarizer.getInputCols()),
                    List.of(binarizer.getOutputCols()),
                    List.of(binarizer.getThresholds()));
        } else if (stage instanceof VectorAssembler assembler) {
            return new FittedStage.VectorAssembler(
                    List.of(assembler.getInputCols()),
                    List.of(assembler.getInputSizes()),
                    assembler.getOutputCol());
        } else if (stage instanceof PolynomialExpansion expansion) {
            return new FittedStage.PolynomialExpansion(
                    expansion.getInputCol(), expansion.getOutputCol(), expansion.getDegree());
        } else if (stage instanceof Interaction interaction) {
            return new FittedStage.Interaction(
                    List.of(interaction.getInputCols()), interaction.getOutputCol());
        }
        throw new IllegalArgumentException(
                "Expected a stage with a record in FittedStage; found "
                        + stage.getClass().getName()
                        + ". Give it one, and read it here: CONTRIBUTING.md lists the steps.");
    }

    private static UnseenCategory unseen(HasHandleInvalid<?> stage) {
        return UnseenCategory.valueOf(stage.getHandleInvalid().toUpperCase(Locale.ROOT));
    }

    private static FittedStage stringIndexer(StringIndexerModel model, ModelData data)
            throws IOException {
        StringIndexerModelData saved = data.single(new StringIndexerModelData.ModelDataDecoder());
        return new FittedStage.StringIndexer(
                List.of(model.getInputCols()),
                List.of(model.getOutputCols()),
                Arrays.stream(saved.stringArrays).map(List::of).toList(),
                unseen(model));
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
                boxed(saved.mean.values),
                boxed(saved.std.values),
                model.getWithMean(),
                model.getWithStd());
    }

    private static FittedStage logisticRegression(LogisticRegressionModel model, ModelData data)
            throws IOException {
        DenseVector coefficients =
                data.single(new LogisticRegressionModelDataUtil.ModelDataDecoder()).coefficient;
        return new FittedStage.LogisticRegression(
                model.getFeaturesCol(), boxed(coefficients.values), 0, EVEN_ODDS);
    }

    private static FittedStage penalized(
            PenalizedLogisticRegressionModel model, LogisticModelData data) {
        return new FittedStage.LogisticRegression(
                model.getFeaturesCol(), boxed(data.coefficients), data.intercept, EVEN_ODDS);
    }

    private static List<Double> boxed(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
