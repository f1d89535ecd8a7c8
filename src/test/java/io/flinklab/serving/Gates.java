package io.flinklab.serving;

import io.flinklab.churn.Churn;
import io.flinklab.features.FittedPipeline;
import io.flinklab.store.Probe;
import java.util.List;
import java.util.stream.Stream;

/** Gates, and probes for them. */
final class Gates {
    private Gates() {}

    static ModelGate with(String... floors) {
        return new ModelGate(Stream.of(floors).map(Floor::parse).toList());
    }

    /** Three customers with the scores that the pipeline gives them, and a little more. */
    static List<Probe> probes(FittedPipeline pipeline, double wrongBy) {
        Scorer scorer = Scorer.of(Churn.SCHEMA, pipeline);
        return Customers.random(3, false).stream()
                .map(customer -> Probe.of(Churn.SCHEMA, customer, scorer.score(customer) + wrongBy))
                .toList();
    }
}
