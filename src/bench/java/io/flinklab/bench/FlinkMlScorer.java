package io.flinklab.bench;

import io.flinklab.app.EmbeddedCluster;
import io.flinklab.app.FlinkScoring;
import io.flinklab.data.Customer;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import io.flinklab.store.StoredModel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Flink ML's transform, which is a job for each batch, in a cluster that stays. */
final class FlinkMlScorer implements Scorer {
    private final EmbeddedCluster cluster = EmbeddedCluster.start(1);
    private final StoredModel model;

    FlinkMlScorer(StoredModel model) throws IOException {
        this.model = model;
    }

    @Override
    public double threshold() {
        return model.pipeline().classifier().threshold();
    }

    @Override
    public double score(Customer customer) {
        return score(List.of(customer)).get(0);
    }

    @Override
    public Optional<Prediction> predict(Customer customer) {
        return Optional.of(prediction(score(customer)));
    }

    @Override
    public Scores score(List<Customer> customers) {
        try {
            return new Scores(new FlinkScoring(cluster).scores(model, customers));
        } catch (Exception e) {
            throw new IllegalStateException("The job failed", e);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
