package io.flinklab.interchange.onnx;

import io.flinklab.interchange.MissingRuntimeException;
import io.flinklab.interchange.ModelExport;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.ModelFormat;

/**
 * Runs models by ONNX Runtime. A fitted pipeline is written as ONNX first; an ONNX file is run as
 * it is, whoever made it, if its graph has
 *
 * <ul>
 *   <li>inputs [N, 1] or [N] under the names of the schema's columns: strings for categories;
 *       doubles, floats or whole numbers for numbers,
 *   <li>an output {@code probability}, doubles or floats [N, 1] or [N]; or {@code probabilities} or
 *       {@code output_probability}, [N, 2], of which the second is that of a positive label: what
 *       converters of scikit-learn, LightGBM and XGBoost write without their {@code zipmap}.
 * </ul>
 */
public final class OnnxRuntime {
    private OnnxRuntime() {}

    /**
     * Makes a model ready to score, its content verified.
     *
     * @throws MissingRuntimeException ONNX Runtime is not installed
     * @throws IllegalArgumentException the model is of another format, or no whole ONNX model with
     *     such a graph
     * @throws io.flinklab.store.StoreException the content is not what it was in the store
     */
    public static Scorer open(ServedModel model) {
        byte[] file = ModelExport.of(model, ModelFormat.ONNX);
        try {
            return OnnxScorer.open(model.schema(), file);
        } catch (LinkageError e) {
            throw new MissingRuntimeException("ONNX Runtime", "make runtimes", e);
        }
    }
}
