package io.flinklab.interchange;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.onnx.OnnxExport;
import io.flinklab.store.ModelFormat;

class OnnxContractTest extends ScorerContract {
    OnnxContractTest() {
        super(
                Runtimes.ONNX,
                ModelFormat.ONNX,
                (pipeline, metadata) -> OnnxExport.write(Churn.SCHEMA, pipeline, metadata),
                1e-12);
    }
}
