package io.flinklab.interchange;

import io.flinklab.interchange.pmml.PmmlExport;
import io.flinklab.store.ModelFormat;

class PmmlContractTest extends ScorerContract {
    PmmlContractTest() {
        super(Runtimes.PMML, ModelFormat.PMML, PmmlExport::write, 1e-12);
    }
}
