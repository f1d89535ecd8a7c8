package io.flinklab.interchange;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.onnx.OnnxExport;
import io.flinklab.store.ModelFormat;

class OnnxContractTest extends ScorerContract {
    OnnxContractTest() {
        super(
                Runtimes.ONNX,
                ModelFormat.ONNX,
                (pipeline, card) -> OnnxExport.write(Churn.SCHEMA, pipeline, card),
                1e-12);
    }
}
