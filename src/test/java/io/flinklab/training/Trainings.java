package io.flinklab.training;

import io.flinklab.app.Lab;
import io.flinklab.data.Customer;
import io.flinklab.data.CustomerRows;
import io.flinklab.evaluation.CrossValidation;
import io.flinklab.evaluation.Folds;
import io.flinklab.features.Vocabulary;
import io.flinklab.serving.Scorer;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.types.Row;

/** Training jobs on customers in memory. */
final class Trainings {
    private static final int FOLDS = 5;
    private static final long SEED = 42;

    private Trainings() {}

    static DataStream<Row> stream(StreamExecutionEnvironment environment, List<Customer> rows) {
        return environment.fromCollection(
                rows.stream().map(CustomerRows::toRow).toList(), CustomerRows.TYPE);
    }

    static TrainedModel train(Lab lab, TrainingOptions options, List<Customer> rows)
            throws Exception {
        return new TrainingJob(options, Vocabulary.of(rows))
                .run(
                        stream(lab.cluster().environment(), rows),
                        lab.newDirectory().resolve("pipeline"));
    }

    /** Five stratified folds, a training job each. */
    static CrossValidation crossValidate(Lab lab, Plan plan, List<Customer> rows) throws Exception {
        double[] labels = rows.stream().mapToDouble(Customer::exited).toArray();
        return CrossValidation.run(
                Folds.stratified(labels, FOLDS, SEED),
                (train, test) -> {
                    TrainedModel model = train(lab, new TrainingOptions(plan), select(rows, train));
                    return Scorer.of(model.pipeline()).score(select(rows, test)).toArray();
                });
    }

    private static List<Customer> select(List<Customer> rows, int[] positions) {
        return Arrays.stream(positions).mapToObj(rows::get).toList();
    }
}
