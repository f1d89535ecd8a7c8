package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.ml.feature.standardscaler.StandardScaler;
import org.apache.flink.ml.linalg.Vectors;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;
import org.junit.jupiter.api.Test;

class ShowTest {

    @Test
    void shouldShowNamedRowsWithTheirVectors() {
        LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();
        positions.put("age", 0);
        positions.put("features", 1);
        Object[] fields = {42.0, Vectors.dense(0.25, 1)};
        Row row = RowUtils.createRowWithNamedPositions(RowKind.INSERT, fields, positions);

        assertThat(Show.rows("After", List.of(row)).text())
                .isEqualTo("After\nage  features\n---  ---------\n 42  [0.25, 1]");
    }

    @Test
    void shouldNumberTheColumnsOfRowsWithoutNames() {
        assertThat(Show.rows("", List.of(Row.of("a", 1), Row.of("b", 2))).columns())
                .containsExactly("f0", "f1");
    }

    @Test
    void shouldShowOnlyTheColumnsAskedFor() {
        Row row = Row.withNames();
        row.setField("age", 42.0);
        row.setField("balance", 0.0);

        assertThat(Show.rows("", List.of("balance"), List.of(row)).rows())
                .containsExactly(List.of("0"));
    }

    @Test
    void shouldShowNoRows() {
        assertThat(Show.rows("none", List.of()).columns()).isEmpty();
    }

    @Test
    void shouldListOptionsByNameWithTheirMeaning() {
        Grid options = Show.options(new StandardScaler().setWithMean(true));

        assertThat(options.title()).isEqualTo("StandardScaler");
        assertThat(options.rows())
                .extracting(row -> row.get(0))
                .containsExactly("inputCol", "outputCol", "withMean", "withStd");
        assertThat(options.rows().get(2))
                .isEqualTo(
                        List.of(
                                "withMean",
                                "true",
                                "Whether centers the data with mean before scaling."));
    }
}
