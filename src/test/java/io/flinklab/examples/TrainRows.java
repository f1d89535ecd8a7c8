package io.flinklab.examples;

import io.flinklab.data.Schema;
import io.flinklab.features.Vocabulary;
import io.flinklab.training.Recipe;
import io.flinklab.training.TrainedModel;
import io.flinklab.training.TrainingJob;
import io.flinklab.training.TrainingOptions;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Row;

/** Labelled rows from any source, which train a model in a job of your own. */
public class TrainRows {
    /** Runs the job; the directory then has the pipeline that Flink ML saved. */
    public static TrainedModel trained(
            DataStream<Row> rows,
            Schema schema,
            Map<String, SortedSet<String>> categories,
            Path directory)
            throws Exception {
        var vocabulary = new Vocabulary(schema, categories);
        var job = new TrainingJob(Recipe.CONVERGED, TrainingOptions.DEFAULT, vocabulary);
        return job.run(rows, directory);
    }

    private TrainRows() {}
}
