package io.flinklab.training.rounds;

import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.training.TrainingException;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.types.Row;

/** Takes what training needs of a table's rows, each of which has to have a label. */
final class ExampleRowReader implements MapFunction<Row, ExampleRow> {
    private static final long serialVersionUID = 1;

    private final ExampleRows codec;

    ExampleRowReader(ExampleRows codec) {
        this.codec = codec;
    }

    @Override
    public ExampleRow map(Row row) {
        Example example = codec.fromRow(row);
        if (example.label() != 0 && example.label() != 1) {
            throw new TrainingException(
                    ("Training row %s, column %s: expected 0 or 1; found %s. Correct the row or"
                                    + " leave it out before training.")
                            .formatted(
                                    example.key() == null ? row : example.key(),
                                    codec.schema().requireLabel().name(),
                                    example.label()));
        }
        return ExampleRow.of(example);
    }
}
