package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.interchange.Runtimes;
import io.flinklab.interchange.python.PythonFunction;
import io.flinklab.lesson.FlinkScoring;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.serving.ServedModel;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What is compared, by name: the runtimes, and Flink's own ways. */
final class Subjects {
    private Subjects() {}

    static Scorer open(String name, StoredModel model) throws IOException {
        double threshold = model.pipeline().predictor().threshold();
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
                                                            PythonFunction.register(tables, served),
                                                    customers));
            default -> Runtimes.named(name).open(served);
        };
    }

    /** A way of scoring that is a Flink job for each batch, in a cluster that stays. */
    private static final class JobScorer implements Scorer {
        private final EmbeddedCluster cluster = EmbeddedCluster.start(1);
        private final double threshold;
        private final Job job;

        JobScorer(double threshold, Job job) throws IOException {
            this.threshold = threshold;
            this.job = job;
        }

        @Override
        public Schema schema() {
            return Churn.SCHEMA;
        }

        @Override
        public double threshold() {
            return threshold;
        }

        @Override
        public double score(Example customer) {
            return score(List.of(customer)).get(0);
        }

        @Override
        public Optional<Prediction> predict(Example customer) {
            return Optional.of(prediction(score(customer)));
        }

        @Override
        public Scores score(List<Example> customers) {
            try {
                return job.scores(cluster, customers);
            } catch (Exception e) {
                throw new IllegalStateException("The job failed", e);
            }
        }

        @Override
        public void close() {
            cluster.close();
        }

        interface Job {
            Scores scores(EmbeddedCluster cluster, List<Example> customers) throws Exception;
        }
    }
}
