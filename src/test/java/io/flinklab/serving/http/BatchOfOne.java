package io.flinklab.serving.http;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import io.flinklab.serving.Scores;
import java.util.List;
import java.util.Optional;

/** A scorer that another one answers for, a customer at a time. */
class BatchOfOne implements Scorer {
    private final Scorer scorer;

    BatchOfOne(Scorer scorer) {
        this.scorer = scorer;
    }

    @Override
    public Schema schema() {
        return scorer.schema();
    }

    @Override
    public double threshold() {
        return scorer.threshold();
    }

    @Override
    public double score(Example customer) {
        return scorer.score(customer);
    }

    @Override
    public Optional<Prediction> predict(Example customer) {
        return Optional.of(prediction(score(customer)));
    }

    @Override
    public Scores score(List<Example> customers) {
        return new Scores(customers.stream().mapToDouble(this::score).toArray());
    }
}
