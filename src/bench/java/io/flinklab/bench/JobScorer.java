package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.churn.Churn;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A way of scoring that is a Flink job for each batch, in a cluster that stays. */
final class JobScorer implements Scorer {
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
