package io.flinklab.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flinklab.data.Example;
import io.flinklab.data.Missing;
import io.flinklab.data.NumberRange;
import io.flinklab.data.Schema;
import io.flinklab.data.flink.EventRows;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class RowWeightsTest {
    private static final Schema MODEL =
            Schema.builder()
                    .numberKey("id")
                    .ignored("note")
                    .number("size", NumberRange.ANY, Missing.REFUSED)
                    .category("colour")
                    .label("class", "1", "0")
                    .build();
    private static final Map<String, Object> VALUES =
            Map.of("id", 7, "size", -2.5, "colour", "red", "class", 1);

    private static final Example EXAMPLE = MODEL.example(VALUES);

    @Test
    void shouldWeighAlikeWithoutAColumn() {
        RowWeights weights = new RowWeights(MODEL, "");

        assertThat(weights.rows()).isEqualTo(MODEL);
        assertThat(weights.of(EXAMPLE)).isEqualTo(1);
        assertThat(weights.forModel(EXAMPLE)).isSameAs(EXAMPLE);
    }

    @Test
    void shouldReadAnIgnoredOrAFurtherColumnForItsWeightAlone() {
        for (String column : new String[] {"note", "weight"}) {
            RowWeights weights = new RowWeights(MODEL, column);
            Map<String, Object> values = new HashMap<>(VALUES);
            values.put(column, 0.25);
            Example weighed = weights.rows().example(values);

            assertThat(weights.of(weighed)).isEqualTo(0.25);
            assertThat(weights.forModel(weighed)).isEqualTo(EXAMPLE);
            Row event = EventRows.of(weighed, "test", 3, 1000, "raw");
            event.setKind(RowKind.UPDATE_AFTER);
            Row bare = EventRows.of(EXAMPLE, "test", 3, 1000, "raw");
            bare.setKind(RowKind.UPDATE_AFTER);
            assertThat(weights.forModel(event)).isEqualTo(bare);
        }
        assertThat(new RowWeights(MODEL, "note").rows().names()).isEqualTo(MODEL.names());
        assertThat(new RowWeights(MODEL, "weight").rows().names()).endsWith("class", "weight");
    }

    @Test
    void shouldWeighByAFeatureThatStaysOne() {
        RowWeights weights = new RowWeights(MODEL, "size");

        assertThat(weights.rows()).isEqualTo(MODEL);
        assertThat(weights.forModel(EXAMPLE)).isEqualTo(EXAMPLE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.of(EXAMPLE))
                .withMessage("size: expected a weight of 0 or more, found -2.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> weights.of(EXAMPLE.withNumber(0, Double.NaN)))
                .withMessage("size: expected a weight of 0 or more, found none");
    }

    @Test
    void shouldRefuseAColumnOfAnotherKind() {
        for (String column : new String[] {"id", "colour", "class"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RowWeights(MODEL, column))
                    .withMessageStartingWith(column + ": expected a weight in a column of numbers");
        }
    }
}
