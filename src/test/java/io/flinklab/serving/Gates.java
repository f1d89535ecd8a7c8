package io.flinklab.serving;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.store.GoldenScore;
import java.util.List;
import java.util.stream.Stream;

/** Gates, and golden scores for them. */
final class Gates {
    private Gates() {}

    static ModelGate with(String... bounds) {
        return new ModelGate(Stream.of(bounds).map(MetricBound::parse).toList());
    }

    /** Three customers with the scores that the pipeline gives them, and a little more. */
    static List<GoldenScore> goldenScores(FittedPipeline pipeline, double wrongBy) {
        Scorer scorer = Scorer.of(Churn.SCHEMA, pipeline);
        return Customers.random(3, false).stream()
                .map(
                        customer ->
                                GoldenScore.of(
                                        Churn.SCHEMA, customer, scorer.score(customer) + wrongBy))
                .toList();
    }
}
