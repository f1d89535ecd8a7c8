package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobPlanTest {

    @Test
    void shouldNameWhatATaskDoesAndNotHowItConverts() {
        assertThat(
                        JobPlan.operators(
                                "buildModel -> (*anonymous_datastream_source$9*[5] ->"
                                        + " ConstraintEnforcer[6] -> TableToDataSteam -> Map, Map"
                                        + " -> Sink: Writer -> Sink: Committer)"))
                .containsExactly("buildModel", "Sink: Writer", "Sink: Committer");
    }

    @Test
    void shouldNameAConverterThatIsAlone() {
        assertThat(JobPlan.operators("Map -> Map")).containsExactly("Map");
    }
}
