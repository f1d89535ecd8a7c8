package io.flinklab.interchange;

import io.flinklab.interchange.torch.TorchExport;
import io.flinklab.store.ModelFormat;

class TorchContractTest extends ScorerContract {
    TorchContractTest() {
        super(Runtimes.TORCH, ModelFormat.TORCHSCRIPT, TorchExport::write, 1e-12);
    }
}
