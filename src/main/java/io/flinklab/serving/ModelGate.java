package io.flinklab.serving;

import io.flinklab.store.Probe;
import io.flinklab.store.StoredModel;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Judges a verified model before it goes live: it must make a scorer, score its manifest's probes
 * as it did when it was published, and be no worse than the floors. A model without probes (of an
 * earlier format) is judged by the rest.
 */
public final class ModelGate implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Scores may differ by this between machines, whose exponential functions differ a little. */
    static final double TOLERANCE = 1e-12;

    private final List<Floor> floors;
    private final ScoringRuntime runtime;

    /** A gate for models that run in plain Java, with these floors; none is allowed. */
    public ModelGate(List<Floor> floors) {
        this(floors, ScoringRuntime.PLAIN);
    }

    /**
     * A gate.
     *
     * @param floors none is allowed
     * @param runtime what is to run the models
     */
    public ModelGate(List<Floor> floors, ScoringRuntime runtime) {
        this.floors = List.copyOf(floors);
        this.runtime = runtime;
    }

    /** Whether this model may go live. An admitted model's scorer is the caller's to close. */
    public Verdict judge(StoredModel model) {
        Scorer scorer;
        try {
            scorer = runtime.open(ServedModel.of(model));
        } catch (IllegalArgumentException e) {
            return refused(model, "it cannot score: " + e.getMessage());
        }
        Optional<String> reason = wrongProbe(model, scorer).or(() -> belowFloor(model));
        if (reason.isPresent()) {
            scorer.close();
            return refused(model, reason.get());
        }
        return new Verdict.Admitted(model, scorer);
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
                        "probe %s of %s: expected score %s as when it was published; found %s"
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
