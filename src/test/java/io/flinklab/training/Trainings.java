package io.flinklab.training;

import io.flinklab.app.Lab;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.flink.ExampleRows;
import io.flinklab.evaluation.CrossValidation;
import io.flinklab.lesson.CrossValidatedTraining;
import io.flinklab.store.ModelStore;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** Training jobs on customers in memory. */
final class Trainings {
    private static final int FOLDS = 5;

    private Trainings() {}

    static DataStream<Row> stream(StreamExecutionEnvironment environment, List<Example> rows) {
        return environment.fromCollection(
                rows.stream().map(new ExampleRows(Churn.SCHEMA)::toRow).toList(),
                new ExampleRows(Churn.SCHEMA).type());
    }

    /** Five stratified folds, a training job each. */
    static CrossValidation crossValidate(Lab lab, Recipe plan, List<Example> rows)
            throws Exception {
        return new CrossValidatedTraining(
                        Churn.SCHEMA, lab.cluster()::environment, ModelStore.at(lab.newDirectory()))
                .run(rows, plan, TrainingOptions.DEFAULT, FOLDS);
    }
}
