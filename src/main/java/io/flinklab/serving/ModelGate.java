package io.flinklab.serving;

import io.flinklab.data.Column;
import io.flinklab.data.Example;
import io.flinklab.data.Schema;
import io.flinklab.store.GoldenScore;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoredModel;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Judges a verified model before it goes live: it must make a scorer, reproduce its manifest's
 * golden scores within the tolerance that the manifest gives or the one that runs it now, whichever
 * is larger, and be no worse than the bounds. A model without golden scores (of an earlier format)
 * is judged by the rest.
 */
public final class ModelGate implements Serializable {
    private static final long serialVersionUID = 1L;

    private final List<MetricBound> bounds;
    private final ScoringRuntime runtime;
    private final Schema table;

    /** A gate for models that run in plain Java, with these bounds; none is allowed. */
    public ModelGate(List<MetricBound> bounds) {
        this(bounds, ScoringRuntime.PLAIN);
    }

    /**
     * A gate.
     *
     * @param bounds none is allowed
     * @param runtime what is to run the models
     */
    public ModelGate(List<MetricBound> bounds, ScoringRuntime runtime) {
        this(bounds, runtime, null);
    }

    private ModelGate(List<MetricBound> bounds, ScoringRuntime runtime, Schema table) {
        this.bounds = List.copyOf(bounds);
        this.runtime = runtime;
        this.table = table;
    }

    /** The same gate where rows are read already: it refuses a model that reads others. */
    public ModelGate forRowsOf(Schema rows) {
        return new ModelGate(bounds, runtime, rows);
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
                otherRows(model)
                        .or(() -> wrongGoldenScore(model, scorer))
                        .or(() -> beyondBound(model));
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

    private static Optional<String> wrongGoldenScore(StoredModel model, Scorer scorer) {
        List<GoldenScore> goldenScores = model.manifest().goldenScores();
        double tolerance = Math.max(model.manifest().goldenTolerance(), scorer.tolerance());
        for (int i = 0; i < goldenScores.size(); i++) {
            GoldenScore golden = goldenScores.get(i);
            Object found = scored(scorer, golden.example(model.manifest().schema()));
            if (!(found instanceof Double score && Math.abs(score - golden.score()) <= tolerance)) {
                return Optional.of(
                        ("golden score %s of %s: expected score %s as when it was published, within %s;"
                                        + " found %s")
                                .formatted(
                                        i + 1,
                                        goldenScores.size(),
                                        golden.score(),
                                        tolerance,
                                        found));
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

    private Optional<String> beyondBound(StoredModel model) {
        return bounds.stream()
                .flatMap(bound -> bound.refusal(model.manifest()).stream())
                .findFirst();
    }

    /** What the gate says of a model version. */
    public sealed interface Verdict {

        /**
         * It may go live.
         *
         * @param scorer of this model, to be closed
         */
        record Admitted(StoredModel model, Scorer scorer) implements Verdict {}

        /**
         * It may not.
         *
         * @param reason what was expected and what was found
         * @param passing whether the cause may be of this machine or moment, and not of the model:
         *     a runtime that is missing, a worker that died, a file that may be repaired
         */
        record Refused(String version, String reason, boolean passing) implements Verdict {}
    }

    /** The gate refuses a model, and no other model is in use that could go on. */
    public static final class RefusedModelException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedModelException(StoredModel model, String reason) {
            super(model.where() + " may not be used: " + withCure(reason));
        }

        /** A reason in whole sentences already says what to do, such as installing a runtime. */
        private static String withCure(String reason) {
            return reason.endsWith(".")
                    ? reason
                    : reason + ". Pin another version, or relax the bound.";
        }
    }
}
