package io.flinklab.examples;

import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import io.flinklab.streaming.RowScoring;
import java.nio.file.Path;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/** A table of a job's own, whose columns have the names of the model's schema, with scores. */
public class ScoreTable {
    /** The table with the columns score, prediction and modelVersion behind its own. */
    public static Table scored(StreamTableEnvironment tables, Table rows, String modelDirectory) {
        var model = ServedModel.of(StoredModel.open(Path.of(modelDirectory)));
        return new RowScoring(model).score(tables, rows);
    }

    private ScoreTable() {}
}
