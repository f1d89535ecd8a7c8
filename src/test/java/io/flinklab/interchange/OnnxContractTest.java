package io.flinklab.interchange;

import io.flinklab.interchange.onnx.OnnxExport;
import io.flinklab.store.ModelFormat;

class OnnxContractTest extends ScorerContract {
    OnnxContractTest() {
        super(Runtimes.ONNX, ModelFormat.ONNX, OnnxExport::write, 1e-12);
    }
}
