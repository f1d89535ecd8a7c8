package io.flinklab.app;

import io.flinklab.data.Customer;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Prediction;
import io.flinklab.serving.Scorer;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** Measures a saved model on labelled customers. */
public final class Scoring {
    private Scoring() {}

    /** Scores the customers and compares with their labels; those the model skips do not count. */
    public static Evaluation evaluate(Scorer scorer, List<Customer> customers) {
        DoubleStream.Builder labels = DoubleStream.builder();
        DoubleStream.Builder scores = DoubleStream.builder();
        for (Customer customer : customers) {
            Optional<Prediction> prediction = scorer.predict(customer);
            if (prediction.isPresent()) {
                labels.add(customer.exited());
                scores.add(prediction.get().score());
            }
        }
        return Evaluation.of(labels.build().toArray(), scores.build().toArray());
    }
}
