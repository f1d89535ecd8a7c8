package io.flinklab.serving.http;

import io.flinklab.data.Customer;
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
    public double threshold() {
        return scorer.threshold();
    }

    @Override
    public double score(Customer customer) {
        return scorer.score(customer);
    }

    @Override
    public Optional<Prediction> predict(Customer customer) {
        return Optional.of(prediction(score(customer)));
    }

    @Override
    public Scores score(List<Customer> customers) {
        return new Scores(customers.stream().mapToDouble(this::score).toArray());
    }
}
