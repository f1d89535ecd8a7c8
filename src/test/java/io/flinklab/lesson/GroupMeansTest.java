package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class GroupMeansTest {

    @Test
    void shouldAverageTheColumnsOfEachGroup() {
        List<Row> rows = List.of(row(1, 40, 1), row(0, 20, 0), row(1, 60, 0));

        assertThat(GroupMeans.of(rows, "prediction", "Age", "Exited"))
                .containsExactly(List.of(0, 1, 20.0, 0.0), List.of(1, 2, 50.0, .5));
    }

    private static Row row(int group, double age, double exited) {
        Row row = Row.withNames();
        row.setField("prediction", group);
        row.setField("Age", age);
        row.setField("Exited", exited);
        return row;
    }
}
