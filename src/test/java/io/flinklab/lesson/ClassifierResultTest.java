package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class ClassifierResultTest {
    private static final List<Row> ROWS =
            List.of(row(1, 1, 7), row(1, 0, -3), row(0, 0, -3), row(0, 0, -20));

    @Test
    void shouldCountClassesAndLeaveTheRankingOpen() {
        assertThat(ClassifierResult.ofClasses("Knn", ROWS, "Exited").toList())
                .containsExactly("Knn", 3L, .75, 1.0, .5, null, null);
    }

    @Test
    void shouldRankByScoresOfAnySize() {
        ClassifierResult result =
                ClassifierResult.of("LinearSVC", ROWS, "Exited", row -> row.getFieldAs("margin"));

        // Of the four pairs three are right and one is tied.
        assertThat(result.scores().auroc()).isEqualTo(.875);
        assertThat(result.toList()).hasSameSizeAs(ClassifierResult.COLUMNS).doesNotContainNull();
        assertThat(result.predictions().tp()).isEqualTo(1);
    }

    private static Row row(double label, double prediction, double margin) {
        Row row = Row.withNames();
        row.setField("Exited", label);
        row.setField("prediction", prediction);
        row.setField("margin", margin);
        return row;
    }
}
