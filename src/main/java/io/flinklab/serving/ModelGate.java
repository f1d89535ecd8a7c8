package io.flinklab.serving;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.store.Probe;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoredModel;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Judges a verified model before it goes live: it must make a scorer, score its manifest's probes
 * as it did when it was published, within the tolerance that the manifest gives or the one that
 * runs it now, whichever is larger, and be no worse than the floors. A model without probes (of an
 * earlier format) is judged by the rest.
 */
public final class ModelGate implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<Floor> floors;
    private final ScoringRuntime runtime;
    private final Schema table;

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
        this(floors, runtime, null);
    }

    private ModelGate(List<Floor> floors, ScoringRuntime runtime, Schema table) {
        this.floors = List.copyOf(floors);
        this.runtime = runtime;
        this.table = table;
    }

    /** The same gate where rows are read already: it refuses a model that reads others. */
    public ModelGate forRowsOf(Schema rows) {
        return new ModelGate(floors, runtime, rows);
    }

    /**
     * Whether this model may go live. An admitted model's scorer is the caller's to close. Whatever
     * is thrown while a model is tried refuses it.
     *
     * @throws StoreException the content is not what it was in the store
     */
    public Verdict judge(StoredModel model) {
        try {
            Scorer scorer = runtime.open(ServedModel.of(model));
            try {
                return judge(model, scorer);
            } catch (RuntimeException | Error e) {
                scorer.close();
                throw e;
            }
        } catch (StoreException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            return new Verdict.Refused(model.version(), "it cannot score: " + e.getMessage(), true);
        } catch (RuntimeException | Error e) {
            // A foreign library, or the model's own code, may throw anything.
            return new Verdict.Refused(model.version(), "it cannot be judged: " + e, true);
        }
    }

    private Verdict judge(StoredModel model, Scorer scorer) {
        Optional<String> reason =
                otherRows(model).or(() -> wrongProbe(model, scorer)).or(() -> belowFloor(model));
        if (reason.isPresent()) {
            scorer.close();
            return new Verdict.Refused(model.version(), reason.get(), false);
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

    private Optional<String> otherRows(StoredModel model) {
        Schema read = model.manifest().schema();
        if (table == null || table.hasSameExamples(read)) {
            return Optional.empty();
        }
        return Optional.of(
                "it reads other rows: expected the key %s and the features %s; found %s and %s"
                        .formatted(
                                table.key().map(Column::name).orElse("(none)"),
                                table.featureNames(),
                                read.key().map(Column::name).orElse("(none)"),
                                read.featureNames()));
    }

    private static Optional<String> wrongProbe(StoredModel model, Scorer scorer) {
        List<Probe> probes = model.manifest().probes();
        double tolerance = Math.max(model.manifest().probeTolerance(), scorer.tolerance());
        for (int i = 0; i < probes.size(); i++) {
            Probe probe = probes.get(i);
            Object found = scored(scorer, probe.example(model.manifest().schema()));
            if (!(found instanceof Double score && Math.abs(score - probe.score()) <= tolerance)) {
                return Optional.of(
                        ("probe %s of %s: expected score %s as when it was published, within %s;"
                                        + " found %s")
                                .formatted(i + 1, probes.size(), probe.score(), tolerance, found));
            }
        }
        return Optional.empty();
    }

    /** The score, or the reason why there is none. */
    private static Object scored(Scorer scorer, Example example) {
        try {
            return scorer.score(example);
        } catch (UnseenCategoryException | IllegalArgumentException e) {
            return e.getMessage();
        }
    }

    private Optional<String> belowFloor(StoredModel model) {
        return floors.stream()
                .flatMap(floor -> floor.refusal(model.manifest()).stream())
                .findFirst();
    }
}
