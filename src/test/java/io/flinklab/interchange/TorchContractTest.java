package io.flinklab.interchange;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.torch.TorchExport;
import io.flinklab.store.ModelFormat;

class TorchContractTest extends ScorerContract {
    TorchContractTest() {
        super(
                Runtimes.TORCH,
                ModelFormat.TORCHSCRIPT,
                (pipeline, metadata) -> TorchExport.write(Churn.SCHEMA, pipeline, metadata),
                1e-12);
    }
}
