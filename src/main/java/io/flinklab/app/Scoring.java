package io.flinklab.app;

import io.flinklab.data.Customer;
import io.flinklab.evaluation.Evaluation;
import io.flinklab.serving.Scorer;
import java.util.List;

/** Measures a saved model on labelled customers. */
public final class Scoring {
    private Scoring() {}

    /** Scores the customers and compares with their labels; those the model skips do not count. */
    public static Evaluation evaluate(Scorer scorer, List<Customer> customers) {
        return LabelledScores.of(scorer, customers).evaluation();
    }
}
