package io.flinklab.interchange.torch;

import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;

/**
 * Runs models through libtorch, PyTorch's C++ library. A fitted pipeline is written as TorchScript
 * first; a TorchScript file is run as it is, whoever made it.
 *
 * <p>Its {@code forward} takes one tensor [N, D] of the schema's D features in their order. A text
 * stands there as its position among the categories in the model's export metadata, the extra file
 * {@code export_metadata.json}; where there is no metadata, among the values that the schema
 * allows. A text that is not among them is their number. The tensor is of the type of the model's
 * first parameter, float or double; double if it has none.
 *
 * <p>It returns the probabilities of a positive label, [N] or [N, 1], or [N, 2] with those of a
 * negative one before them.
 */
public final class TorchRuntime {
    private TorchRuntime() {}

    /**
     * Opens a TorchScript model, or a fitted pipeline, which is written as TorchScript first.
     *
     * @throws IllegalArgumentException it is neither, or not whole
     * @throws io.flinklab.interchange.MissingRuntimeException libtorch is not installed
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static Scorer open(ServedModel model) {
        byte[] file = ModelExport.of(model, ModelFormat.TORCHSCRIPT);
        try {
            return TorchScorer.of(model.schema(), file);
        } catch (NoClassDefFoundError e) {
            throw LibTorch.missing(e);
        }
    }
}
