package io.flinklab.training;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.types.Row;

/**
 * What one stage did to some rows.
 *
 * @param key the column that says whose row it is
 * @param number the stage's position in its plan, from 1
 * @param stage the name of Flink ML's stage
 * @param inputs the columns that it read
 * @param outputs the columns that it added
 * @param rows as many as were watched, with at least these columns, by name
 */
public record StageView(
        String key,
        int number,
        String stage,
        List<String> inputs,
        List<String> outputs,
        List<Row> rows) {

    /** Copies the lists. */
    public StageView {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        rows = List.copyOf(rows);
    }

    /** A title for the table of its rows. */
    public String title() {
        return number + ". " + stage + " adds " + String.join(", ", outputs);
    }

    /** The columns to show: which row it is, before, after. */
    public List<String> columns() {
        return Stream.of(List.of(key), inputs, outputs).flatMap(List::stream).toList();
    }
}
