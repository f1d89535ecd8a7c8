package io.flinklab.training;

import io.flinklab.data.Schema;
import io.flinklab.data.flink.ExampleRows;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.ml.api.Stage;
import org.apache.flink.ml.common.param.HasOutputCol;
import org.apache.flink.ml.common.param.HasOutputCols;
import org.apache.flink.ml.common.param.HasPredictionCol;
import org.apache.flink.ml.common.param.HasRawPredictionCol;

/** The columns that stages add to a table: a table has each name once. */
final class DerivedColumns {
    private DerivedColumns() {}

    /**
     * Passes if no stage adds a column that is there already.
     *
     * @param plan named in the refusal
     * @throws TrainingException a column of the schema has the name of one that a stage adds
     */
    static void requireNew(Schema schema, String plan, List<? extends Stage<?>> stages) {
        Set<String> names = new HashSet<>(List.of(new ExampleRows(schema).type().getFieldNames()));
        for (Stage<?> stage : stages) {
            added(stage)
                    .filter(name -> !names.add(name))
                    .findFirst()
                    .ifPresent(
                            name -> {
                                throw refusal(name, plan, stage);
                            });
        }
    }

    private static Stream<String> added(Stage<?> stage) {
        Stream<String> output =
                stage instanceof HasOutputCol<?> one
                        ? Stream.of(one.getOutputCol())
                        : stage instanceof HasOutputCols<?> more
                                ? Stream.of(more.getOutputCols())
                                : Stream.empty();
        Stream<String> prediction =
                stage instanceof HasPredictionCol<?> predicts
                        ? Stream.of(predicts.getPredictionCol())
                        : Stream.empty();
        Stream<String> raw =
                stage instanceof HasRawPredictionCol<?> predicts
                        ? Stream.of(predicts.getRawPredictionCol())
                        : Stream.empty();
        return Stream.of(output, prediction, raw).flatMap(names -> names);
    }

    private static TrainingException refusal(String name, String plan, Stage<?> stage) {
        return new TrainingException(
                ("Column '%s': expected a name that the plan %s does not need itself; its %s makes a"
                                + " column of that name. Rename the column in the schema and the"
                                + " header of the data, or let the schema ignore it.")
                        .formatted(name, plan, stage.getClass().getSimpleName()));
    }
}
