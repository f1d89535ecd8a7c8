package io.flinklab.interchange;

import io.flinklab.store.ModelFormat;

class PlainContractTest extends ScorerContract {
    PlainContractTest() {
        super(Runtimes.PLAIN, ModelFormat.PIPELINE, null, 1e-12);
    }
}
