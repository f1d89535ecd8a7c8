package io.flinklab.serving;

import io.flinklab.store.Probe;
import io.flinklab.store.StoredModel;
import java.util.List;
import java.util.Optional;

/**
 * Judges a verified model before it goes live: it must make a scorer, score its manifest's probes
 * as it did when it was published, and be no worse than the floors. A model without probes (of an
 * earlier format) is judged by the rest.
 */
public final class ModelGate {
    /** Scores may differ by this between machines, whose exponential functions differ a little. */
    static final double TOLERANCE = 1e-12;

    private final List<Floor> floors;

    /** A gate with these floors; none is allowed. */
    public ModelGate(List<Floor> floors) {
        this.floors = List.copyOf(floors);
    }

    /** Whether this model may go live. */
    public Verdict judge(StoredModel model) {
        Scorer scorer;
        try {
            scorer = Scorer.of(model);
        } catch (IllegalArgumentException e) {
            return refused(model, "it cannot score: " + e.getMessage());
        }
        Optional<String> reason = wrongProbe(model, scorer).or(() -> belowFloor(model));
        return reason.isPresent()
                ? refused(model, reason.get())
                : new Verdict.Admitted(model, scorer);
    }

    /**
     * The scorer of a model that may go live.
     *
     * @throws RefusedModelException if it may not
     */
    public Scorer require(StoredModel model) {
        Verdict verdict = judge(model);
        if (verdict instanceof Verdict.Refused refused) {
            throw new RefusedModelException(model, refused.reason());
        }
        return ((Verdict.Admitted) verdict).scorer();
    }

    private static Optional<String> wrongProbe(StoredModel model, Scorer scorer) {
        List<Probe> probes = model.manifest().probes();
        for (int i = 0; i < probes.size(); i++) {
            Probe probe = probes.get(i);
            Object found = scored(scorer, probe);
            if (!(found instanceof Double score && Math.abs(score - probe.score()) <= TOLERANCE)) {
                return Optional.of(
                        "probe %d of %d: expected score %s as when it was published; found %s"
                                .formatted(i + 1, probes.size(), probe.score(), found));
            }
        }
        return Optional.empty();
    }

    /** The score, or the reason why there is none. */
    private static Object scored(Scorer scorer, Probe probe) {
        try {
            return scorer.score(probe.customer());
        } catch (UnseenCategoryException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private Optional<String> belowFloor(StoredModel model) {
        return floors.stream()
                .flatMap(floor -> floor.refusal(model.manifest()).stream())
                .findFirst();
    }

    private static Verdict refused(StoredModel model, String reason) {
        return new Verdict.Refused(model.version(), reason);
    }
}
