package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class FeatureRelationTest {

    @Test
    void shouldNameFeaturesAndPutTheStrongestFirst() {
        List<Row> rows = List.of(Row.of(0, .5, 3, 1.5), Row.of(1, 0.0, 2L, 99.0));

        assertThat(FeatureRelation.lines(List.of("Tenure", "Age"), rows))
                .containsExactly(List.of("Age", 99.0, 2L, 0.0), List.of("Tenure", 1.5, 3L, .5));
        assertThat(FeatureRelation.COLUMNS).hasSize(4);
    }
}
