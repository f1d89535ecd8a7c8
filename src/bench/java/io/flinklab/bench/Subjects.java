package io.flinklab.bench;

import io.flinklab.interchange.Runtimes;
import io.flinklab.interchange.python.PythonExecution;
import io.flinklab.interchange.python.PythonFunction;
import io.flinklab.lesson.FlinkScoring;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.io.IOException;

/** What is compared, by name: the runtimes, and Flink's own ways. */
final class Subjects {
    private Subjects() {}

    static Scorer open(String name, StoredModel model) throws IOException {
        double threshold = model.pipeline().classifier().threshold();
        ServedModel served = ServedModel.of(model);
        return switch (name) {
            case "flink-ml" ->
                    new JobScorer(
                            threshold,
                            (cluster, customers) ->
                                    new Scores(
                                            new FlinkScoring(cluster::environment)
                                                    .scores(model, customers)));
            case "pyflink" ->
                    new JobScorer(
                            threshold,
                            (cluster, customers) ->
                                    new FlinkScoring(cluster::environment)
                                            .sqlScores(
                                                    served.schema(),
                                                    tables ->
                                                            PythonFunction.register(
                                                                    tables,
                                                                    served,
                                                                    PythonExecution.usual()),
                                                    customers));
            default -> Runtimes.named(name).open(served);
        };
    }
}
