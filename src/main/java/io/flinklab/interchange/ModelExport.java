package io.flinklab.interchange;

import io.flinklab.features.FittedPipeline;
import io.flinklab.features.FittedStage;
import io.flinklab.features.Predictor;
import io.flinklab.interchange.onnx.OnnxExport;
import io.flinklab.interchange.pmml.PmmlExport;
import io.flinklab.interchange.torch.TorchExport;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;

/** Models in another format than the one in which the store has them. */
public final class ModelExport {
    private ModelExport() {}

    /**
     * Refuses a pipeline whose predictor a format has no form for here.
     *
     * @throws IllegalArgumentException it ends with neither a logistic regression nor a LinearSVC
     */
    public static void requireWritable(FittedPipeline pipeline, ModelFormat format) {
        Predictor predictor = pipeline.predictor();
        if (!(predictor instanceof FittedStage.LogisticRegression
                || predictor instanceof Predictor.LinearSVC)) {
            throw unwritable(predictor, format);
        }
    }

    /** Of a stage for which there is no form in that format here. */
    public static IllegalArgumentException unwritable(FittedStage stage, ModelFormat format) {
        return new IllegalArgumentException(
                ("Cannot write a %s as %s: expected a LogisticRegression or a LinearSVC, and no"
                                + " KBinsDiscretizer or FeatureHasher before it. Plain Java and Flink ML run such"
                                + " a model.")
                        .formatted(stage.getClass().getSimpleName(), format));
    }

    /**
     * A model as a file of that format; as it is where it has that format already.
     *
     * @throws IllegalArgumentException a model of this format cannot be written in that one
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static byte[] of(ServedModel model, ModelFormat format) {
        if (model.format() == format) {
            model.verify();
            return model.content();
        }
        if (model.format() != ModelFormat.PIPELINE) {
            throw new IllegalArgumentException(
                    "Expected a fitted pipeline or a model of format %s; found %s, which is %s."
                            .formatted(format, model.version(), model.format()));
        }
        FittedPipeline pipeline = model.pipeline();
        ExportMetadata metadata =
                ExportMetadata.of(model.schema(), pipeline, model.version(), model.sha256());
        return switch (format) {
            case ONNX -> OnnxExport.write(model.schema(), pipeline, metadata);
            case PMML -> PmmlExport.write(model.schema(), pipeline, metadata);
            case TORCHSCRIPT -> TorchExport.write(model.schema(), pipeline, metadata);
            case PIPELINE, PYTHON ->
                    throw new IllegalArgumentException(
                            "Expected one of onnx, pmml or torchscript to write %s in; found %s."
                                    .formatted(model.version(), format));
        };
    }
}
