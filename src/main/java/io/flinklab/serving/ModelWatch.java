package io.flinklab.serving;

import io.flinklab.serving.ModelGate.Verdict;
import io.flinklab.store.Manifest;
import io.flinklab.store.ModelStore;
import io.flinklab.store.StoreException;
import io.flinklab.store.StoredModel;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks for the version that a store says is to be used, and lets it through a gate when it is not
 * the one in use. Going back to an older version is a change like any other. For one thread at a
 * time.
 *
 * <p>A version that the gate refused is not fetched and judged at each look: it stays refused until
 * its manifest is another or this watch ends. Only where the cause may pass, as a runtime that is
 * missing, a worker that died or a file that is damaged and may be repaired, it is judged once more
 * after a minute.
 */
public final class ModelWatch {
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final ModelStore store;
    private final ModelGate gate;
    private final LongSupplier nanos;
    private String version;
    private String sha256;
    private Outcome.Refused lastRefused;
    private Judged judged;

    /** A watch with no version in use yet: the first that is admitted is a change. */
    public ModelWatch(ModelStore store, ModelGate gate) {
        this(store, gate, "", "", System::nanoTime);
    }

    /** The same with another clock. */
    ModelWatch(ModelStore store, ModelGate gate, LongSupplier nanos) {
        this(store, gate, "", "", nanos);
    }

    /**
     * A watch.
     *
     * @param version in use now
     * @param sha256 of its parameters, as its manifest's {@code modelSha256}
     */
    public ModelWatch(ModelStore store, ModelGate gate, String version, String sha256) {
        this(store, gate, version, sha256, System::nanoTime);
    }

    private ModelWatch(
            ModelStore store, ModelGate gate, String version, String sha256, LongSupplier nanos) {
        this.store = store;
        this.gate = gate;
        this.version = version;
        this.sha256 = sha256;
        this.nanos = nanos;
    }

    /** What the gate said of a version, and when. */
    private record Judged(Manifest manifest, Verdict.Refused verdict, long atNanos) {
        boolean stands(Manifest found, long nowNanos) {
            return manifest.equals(found)
                    && (!verdict.passing() || nowNanos - atNanos < PAUSE_NANOS);
        }
    }

    /** What one look found. */
    public sealed interface Outcome {

        /** The version in use is still the one to use. */
        record Unchanged() implements Outcome {}

        /**
         * Another model was admitted, and is the one in use from here on.
         *
         * @param scorer to be closed
         * @param replaced the version's name is that of the one used before, but its content is
         *     not: somebody wrote over it, which no publisher does; to be reported
         */
        record Changed(StoredModel model, Scorer scorer, boolean replaced) implements Outcome {}

        /**
         * The store says to use what is damaged, cannot be found or is refused by the gate; the
         * version in use goes on.
         *
         * @param version an empty text where the store cannot say which
         * @param reason what was expected and what was found
         * @param repeated the look before ended in the same refusal
         */
        record Refused(String version, String reason, boolean repeated) implements Outcome {}

        /**
         * The store could not be read; the version in use goes on.
         *
         * @param reason what was tried and what happened
         */
        record Unreachable(String reason) implements Outcome {}
    }

    /** The version in use; empty before the first. */
    public String version() {
        return version;
    }

    /**
     * Looks once. Reads little where nothing has changed, all of a version where it is new. Throws
     * nothing: whatever goes wrong is an outcome, and the next look is worth as much as this one.
     */
    public Outcome look() {
        String wanted = "";
        try {
            wanted = store.current();
            Manifest manifest = store.manifest(wanted);
            if (wanted.equals(version) && manifest.modelSha256().equals(sha256)) {
                lastRefused = null;
                return new Outcome.Unchanged();
            }
            if (judged == null || !judged.stands(manifest, nanos.getAsLong())) {
                return judged(manifest, verdict(wanted));
            }
            return refused(wanted, judged.verdict().reason());
        } catch (StoreException.Unreachable e) {
            return new Outcome.Unreachable(e.getMessage());
        } catch (StoreException e) {
            return refused(wanted, e.getMessage());
        } catch (RuntimeException | Error e) {
            // What reads the store, a file system's plugin for example, may throw anything.
            return new Outcome.Unreachable(
                    store.where() + ": expected a store that can be read; found " + e);
        }
    }

    private Verdict verdict(String wanted) {
        try {
            return gate.judge(store.open(wanted));
        } catch (StoreException.Unreachable e) {
            throw e;
        } catch (StoreException damaged) {
            return new Verdict.Refused(wanted, damaged.getMessage(), true);
        }
    }

    private Outcome judged(Manifest manifest, Verdict verdict) {
        if (verdict instanceof Verdict.Admitted admitted) {
            boolean replaced = admitted.model().version().equals(version);
            version = admitted.model().version();
            sha256 = admitted.model().manifest().modelSha256();
            lastRefused = null;
            judged = null;
            return new Outcome.Changed(admitted.model(), admitted.scorer(), replaced);
        }
        Verdict.Refused refused = (Verdict.Refused) verdict;
        judged = new Judged(manifest, refused, nanos.getAsLong());
        return refused(refused.version(), refused.reason());
    }

    private Outcome refused(String refused, String reason) {
        boolean repeated =
                lastRefused != null
                        && lastRefused.version().equals(refused)
                        && lastRefused.reason().equals(reason);
        lastRefused = new Outcome.Refused(refused, reason, repeated);
        return lastRefused;
    }
}
