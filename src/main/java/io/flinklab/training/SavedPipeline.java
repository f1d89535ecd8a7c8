package io.flinklab.training;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.UnseenCategory;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
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
    private final int stages;

    /** A pipeline that was saved with so many stages, the last of which is the classifier. */
    SavedPipeline(Path directory, int stages) {
        this.directory = directory;
        this.stages = stages;
    }

    /**
     * Reads every stage.
     *
     * @param mostSteps the limit that the estimator was given. Flink ML's own saves neither how
     *     many steps it made nor why it stopped; its tolerance practically never ends it before.
     */
    TrainedModel read(int mostSteps) throws IOException {
        List<FittedStage> fitted = new ArrayList<>();
        for (int i = 0; i < stages; i++) {
            Path stage = stage(i);
            fitted.add(read(ReadWriteUtils.loadStageParam(stage.toString()), stage));
        }
        return new TrainedModel(new FittedPipeline(fitted), directory, fit(mostSteps));
    }

    private FitFacts fit(int mostSteps) throws IOException {
        Path classifier = stage(stages - 1);
        Stage<?> model = ReadWriteUtils.loadStageParam(classifier.toString());
        String estimator = model.getClass().getSimpleName().replaceFirst("Model$", "");
        if (model instanceof PenalizedLogisticRegressionModel) {
            LogisticModelData data = LogisticModelData.read(classifier);
            return new FitFacts(estimator, data.iterations, boxed(data.objectives), data.converged);
        }
        return new FitFacts(estimator, mostSteps, List.of(), false);
    }

    /** Of the features' coefficients, without the intercept's; NaN where none were saved. */
    double[] standardErrors(int features) throws IOException {
        Path classifier = stage(stages - 1);
        double[] errors = new double[features];
        Arrays.fill(errors, Double.NaN);
        if (ReadWriteUtils.loadStageParam(classifier.toString())
                instanceof PenalizedLogisticRegressionModel) {
            double[] saved = LogisticModelData.read(classifier).standardErrors;
            // The first one may be the intercept's; beyond 2,000 features there are none.
            int known = Math.min(saved.length, features);
            System.arraycopy(saved, saved.length - known, errors, 0, known);
        }
        return errors;
    }

    /** Flink ML pads a stage's number to the width of their count. */
    private Path stage(int number) {
        String pattern = "%0" + String.valueOf(stages).length() + "d";
        return directory.resolve("stages").resolve(String.format(Locale.ROOT, pattern, number));
    }

    private static FittedStage read(Stage<?> stage, Path saved) throws IOException {
        ModelData data = new ModelData(saved);
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
        } else if (stage instanceof PenalizedLogisticRegressionModel model) {
            return penalized(model, LogisticModelData.read(saved));
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
