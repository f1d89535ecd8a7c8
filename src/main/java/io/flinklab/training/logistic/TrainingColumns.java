package io.flinklab.training.logistic;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.table.api.Table;

/** Names of the input's columns; weight may be null. */
record TrainingColumns(String features, String label, String weight) implements Serializable {

    void requireIn(Table... inputs) {
        if (inputs.length != 1) {
            throw new TrainingException("Training takes one table; found " + inputs.length + ".");
        }
        List<String> present = inputs[0].getResolvedSchema().getColumnNames();
        Stream.of(features, label, weight)
                .filter(Objects::nonNull)
                .filter(name -> !present.contains(name))
                .findFirst()
                .ifPresent(
                        name -> {
                            throw new TrainingException(
                                    "There is no column \""
                                            + name
                                            + "\" in the training table; found "
                                            + present
                                            + ". Set featuresCol, labelCol and weightCol to"
                                            + " columns of that table.");
                        });
    }
}
