package io.flinklab.interchange;

import io.flinklab.store.ModelFormat;

class PythonContractIT extends ScorerContract {
    PythonContractIT() {
        super(Runtimes.PYTHON, ModelFormat.PYTHON, null, 1e-12);
    }
}
