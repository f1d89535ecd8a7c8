package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.data.Schema;
import io.flinklab.streaming.ScoreRows;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.Test;

class GradedRowsTest {
    private static final Schema SCHEMA =
            Schema.builder()
                    .textKey("label")
                    .category("score")
                    .category("score_")
                    .category("country")
                    .label("left", "1", "0")
                    .build();
    private static final GradedRows GRADES = new GradedRows(SCHEMA);

    @Test
    void shouldGiveEachFieldANameOfItsOwn() {
        assertThat(GRADES.type().getFieldNames())
                .startsWith(ScoreRows.type(SCHEMA).getFieldNames())
                .endsWith("label_", "score_", "score__", "country");
    }

    @Test
    void shouldHoldTheScoreTheLabelAndTheCategories() {
        Row scored = ScoreRows.of("k", 0.75, 1, "v000001", "", 1000, 1001);

        Row graded = GRADES.of(scored, 0, new String[] {"a", "b", "c"});

        assertThat(GRADES.score(graded)).isEqualTo(0.75);
        assertThat(GRADES.prediction(graded)).isEqualTo(1);
        assertThat(GRADES.time(graded)).isEqualTo(1000);
        assertThat(GRADES.label(graded)).isZero();
        assertThat(GRADES.category(graded, "score")).isEqualTo("a");
        assertThat(GRADES.category(graded, "country")).isEqualTo("c");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GRADES.category(graded, "left"))
                .withMessage(
                        "Expected one of the categories [score, score_, country]; found left.");
    }
}
