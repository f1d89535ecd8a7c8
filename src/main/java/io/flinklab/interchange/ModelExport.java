package io.flinklab.interchange;

import io.flinklab.features.FittedPipeline;
import io.flinklab.interchange.onnx.OnnxExport;
import io.flinklab.interchange.pmml.PmmlExport;
import io.flinklab.interchange.torch.TorchExport;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;

/** Models in another format than the one in which the store has them. */
public final class ModelExport {
    private ModelExport() {}

    /**
     * A model as a file of that format; as it is where it has that format already.
     *
     * @throws IllegalArgumentException a model of this format cannot be written in that one
     */
    public static byte[] of(ServedModel model, ModelFormat format) {
        model.verify();
        if (model.format() == format) {
            return model.content();
        }
        FittedPipeline pipeline = model.pipeline();
        ModelCard card = ModelCard.of(pipeline, model.version(), model.sha256());
        return switch (format) {
            case ONNX -> OnnxExport.write(pipeline, card);
            case PMML -> PmmlExport.write(pipeline, card);
            case TORCHSCRIPT -> TorchExport.write(pipeline, card);
            case PIPELINE, PYTHON ->
                    throw new IllegalArgumentException(
                            "Expected one of onnx, pmml or torchscript to write %s in; found %s."
                                    .formatted(model.version(), format));
        };
    }
}
