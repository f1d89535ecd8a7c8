package io.flinklab.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.Churn;
import io.flinklab.streaming.ScoreRows;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.RowUtils;
import org.junit.jupiter.api.Test;

class ScoreChartTest {
    private static final int BLUE = 0x0072b2;
    private static final int ORANGE = 0xe69f00;

    @Test
    void shouldDrawEachVersionInItsColourAlsoWhenItComesBack() {
        Picture picture =
                ScoreChart.of(
                        "Scores", List.of(score(0.2, "v1"), score(0.6, "v2"), score(0.4, "v1")));

        assertThat(picture.text())
                .isEqualTo(
                        "Scores: points of score over place in the stream; v1: 2 from 0.2 to 0.4,"
                                + " mean 0.3; v2: 1 from 0.6 to 0.6, mean 0.6.");
        assertThat(Pixels.share(picture.image(), BLUE)).isPositive();
        assertThat(Pixels.share(picture.image(), ORANGE)).isPositive();
    }

    private static Row score(double score, String version) {
        LinkedHashMap<String, Integer> positions = new LinkedHashMap<>();
        for (String name : ScoreRows.type(Churn.SCHEMA).getFieldNames()) {
            positions.put(name, positions.size());
        }
        Object[] fields = {1L, score, 0, version, "", 0L, 0L};
        return RowUtils.createRowWithNamedPositions(RowKind.INSERT, fields, positions);
    }
}
