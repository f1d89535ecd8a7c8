package io.flinklab.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import io.flinklab.churn.CustomerGenerator;
import io.flinklab.data.Example;
import io.flinklab.data.Reject;
import io.flinklab.data.flink.EventRows;
import io.flinklab.data.flink.RejectRows;
import java.util.List;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.junit.jupiter.api.Test;

class LateLabelsTest {
    private static final List<Example> CUSTOMERS = new CustomerGenerator(1).examples(2).toList();

    @Test
    void shouldSayOfEachMessageWhatBecameOfItInTheOrderOfDays() {
        LateLabels story = new LateLabels(CUSTOMERS).row(3, 1).label(1, 1).label(4, 1).row(2, 2);

        List<List<Object>> outcomes =
                story.outcomes(
                        List.of(
                                        change(0, RowKind.INSERT),
                                        change(3, RowKind.INSERT),
                                        change(0, RowKind.UPDATE_AFTER),
                                        change(3, RowKind.DELETE))
                                .iterator(),
                        List.of(reject("labels", 2, "twice"), reject("rows", 3, "no label"))
                                .iterator());

        assertThat(outcomes)
                .containsExactly(
                        List.of(1, "label", 1, "joined with its row"),
                        List.of(2, "row", 2, "scored, kept aside: no label"),
                        List.of(3, "row", 1, "scored, learned"),
                        List.of(4, "label", 1, "kept aside: twice"));
    }

    private static Row change(long place, RowKind kind) {
        Row row = EventRows.of(CUSTOMERS.get(0), "rows", place, 0, "");
        row.setKind(kind);
        return row;
    }

    private static Row reject(String origin, long place, String reason) {
        Row named = Row.withNames();
        Row reject = RejectRows.of(new Reject(origin, place, "", reason, ""));
        String[] names = RejectRows.TYPE.getFieldNames();
        for (int i = 0; i < names.length; i++) {
            named.setField(names[i], reject.getField(i));
        }
        return named;
    }
}
