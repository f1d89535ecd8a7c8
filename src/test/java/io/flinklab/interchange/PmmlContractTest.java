package io.flinklab.interchange;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.features.SamplePipelines;
import io.flinklab.interchange.pmml.PmmlExport;
import io.flinklab.store.ModelFormat;
import org.junit.jupiter.api.Test;

class PmmlContractTest extends ScorerContract {
    PmmlContractTest() {
        super(
                Runtimes.PMML,
                ModelFormat.PMML,
                (pipeline, metadata) -> PmmlExport.write(Churn.SCHEMA, pipeline, metadata),
                1e-12);
    }

    @Test
    @Override
    void shouldKnowAMissingNumberBesidesImputingIt() {
        FittedPipeline pipeline = SamplePipelines.imputedAndMarked();
        ExportMetadata metadata = ExportMetadata.of(Churn.SCHEMA, pipeline, "", "");

        assertThatThrownBy(() -> PmmlExport.write(Churn.SCHEMA, pipeline, metadata))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Age: expected a column of which the missing numbers");
    }
}
