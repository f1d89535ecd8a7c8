package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OperatorNamesTest {

    @Test
    void shouldNameWhatATaskDoesAndNotHowItConverts() {
        assertThat(
                        OperatorNames.of(
                                "buildModel -> (*anonymous_datastream_source$9*[5] ->"
                                        + " ConstraintEnforcer[6] -> TableToDataSteam -> Map, Map"
                                        + " -> Sink: Writer -> Sink: Committer)"))
                .containsExactly("buildModel", "Sink: Writer", "Sink: Committer");
    }

    @Test
    void shouldNameAConverterThatIsAlone() {
        assertThat(OperatorNames.of("Map -> Map")).containsExactly("Map");
    }
}
