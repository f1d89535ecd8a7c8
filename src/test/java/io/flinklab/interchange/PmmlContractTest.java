package io.flinklab.interchange;

import io.flinklab.churn.Churn;
import io.flinklab.interchange.pmml.PmmlExport;
import io.flinklab.store.ModelFormat;

class PmmlContractTest extends ScorerContract {
    PmmlContractTest() {
        super(Runtimes.PMML, ModelFormat.PMML, (pipeline, card) -> PmmlExport.write(Churn.SCHEMA, pipeline, card), 1e-12);
    }
}
