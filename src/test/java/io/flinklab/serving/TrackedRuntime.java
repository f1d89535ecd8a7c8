package io.flinklab.serving;

import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plain Java that counts how often the scorer of each version was closed; for one process. */
public final class TrackedRuntime implements ScoringRuntime {
    private static final long serialVersionUID = 1L;
    private static final Map<String, Integer> CLOSED = new HashMap<>();

    /** Begins to count anew. */
    public TrackedRuntime() {
        CLOSED.clear();
    }

    /** How often a scorer of this version was closed. */
    public int closed(String version) {
        return CLOSED.getOrDefault(version, 0);
    }

    @Override
    public Scorer open(ServedModel model) {
        return new Tracked(PLAIN.open(model), model.version());
    }

    private record Tracked(Scorer scorer, String version) implements Scorer {
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
            return scorer.predict(customer);
        }

        @Override
        public Scores score(List<Example> customers) {
            return scorer.score(customers);
        }

        @Override
        public void close() {
            CLOSED.merge(version, 1, Integer::sum);
        }
    }
}
