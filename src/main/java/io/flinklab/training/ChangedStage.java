package io.flinklab.training;

import io.flinklab.features.FittedStage;
import io.flinklab.training.logistic.LogisticModelData;
import io.flinklab.training.logistic.PenalizedLogisticRegressionModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.feature.imputer.ImputerModel;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModel;
import org.apache.flink.ml.feature.onehotencoder.OneHotEncoderModelData;
import org.apache.flink.ml.feature.standardscaler.StandardScalerModelData;
import org.apache.flink.ml.feature.stringindexer.StringIndexerModelData;
import org.apache.flink.ml.feature.vectorassembler.VectorAssembler;
import org.apache.flink.ml.util.ReadWriteUtils;

/** Saves a stage with other fitted values, by Flink ML's own encoders and without a job. */
final class ChangedStage {
    private ChangedStage() {}

    /**
     * Saves a stage.
     *
     * @param saved the stage as it was saved, whose options it keeps
     * @param fitted its values now
     * @param path must not exist
     * @throws IllegalArgumentException its kind is one whose values are not changed
     */
    static void save(Path saved, FittedStage fitted, String path) throws IOException {
        Stage<?> stage = ReadWriteUtils.loadStageParam(saved.toString());
        if (fitted instanceof FittedStage.LogisticRegression classifier) {
            LogisticModelData data =
                    LogisticModelData.of(
                            classifier.coefficients().stream().mapToDouble(each -> each).toArray(),
                            classifier.intercept());
            PenalizedLogisticRegressionModel.save(data, stage.getParamMap(), path);
        } else if (fitted instanceof FittedStage.StringIndexer indexer) {
            ReadWriteUtils.saveMetadata(stage, path);
            write(
                    List.of(FittedModels.categories(indexer)),
                    new StringIndexerModelData.ModelDataEncoder(),
                    path);
        } else if (fitted instanceof FittedStage.OneHotEncoder encoder) {
            ReadWriteUtils.saveMetadata(stage, path);
            boolean dropsLast = ((OneHotEncoderModel) stage).getDropLast();
            write(
                    FittedModels.largest(encoder, dropsLast),
                    new OneHotEncoderModelData.ModelDataEncoder(),
                    path);
        } else if (fitted instanceof FittedStage.StandardScaler scaler) {
            ReadWriteUtils.saveMetadata(stage, path);
            write(
                    List.of(FittedModels.moments(scaler)),
                    new StandardScalerModelData.ModelDataEncoder(),
                    path);
        } else if (fitted instanceof FittedStage.Imputer imputer) {
            ReadWriteUtils.saveMetadata(
                    ((ImputerModel) stage).setMissingValue(imputer.missing()), path);
            copyData(saved, Path.of(path));
        } else if (fitted instanceof FittedStage.VectorAssembler assembler) {
            Integer[] sizes = assembler.sizes().toArray(Integer[]::new);
            ReadWriteUtils.saveMetadata(((VectorAssembler) stage).setInputSizes(sizes), path);
        } else {
            throw new IllegalArgumentException(
                    "Expected a stage whose values can be changed; found " + fitted + ".");
        }
    }

    private static <T> void write(List<T> records, Encoder<T> encoder, String path)
            throws IOException {
        Path data = Files.createDirectories(Path.of(path, "data"));
        try (OutputStream out = Files.newOutputStream(data.resolve("part-0"))) {
            for (T record : records) {
                encoder.encode(record, out);
            }
        }
    }

    private static void copyData(Path saved, Path copy) throws IOException {
        Path to = Files.createDirectories(copy.resolve("data"));
        try (Stream<Path> files = Files.list(saved.resolve("data"))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
