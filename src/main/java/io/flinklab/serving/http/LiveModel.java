package io.flinklab.serving.http;

import io.flinklab.serving.Scorer;
import io.flinklab.serving.UnseenTally;
import io.flinklab.store.Manifest;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The model that a service answers with, and why the last newer one was refused. Thread-safe. */
public final class LiveModel {
    private static final Logger LOG = LoggerFactory.getLogger(LiveModel.class);

    private final Clock clock;
    private volatile InUse inUse;
    private volatile Event lastRefusal;

    /**
     * Begins with this model.
     *
     * @param scorer closed by this when another takes its place
     */
    public LiveModel(Scorer scorer, Manifest manifest, Clock clock) {
        this.clock = clock;
        inUse = new InUse(scorer, manifest, clock.instant());
    }

    /** Answers requests that begin from now on with this model; those under way keep theirs. */
    public void use(Scorer scorer, Manifest manifest) {
        InUse replaced = inUse;
        inUse = new InUse(scorer, manifest, clock.instant());
        replaced.release();
    }

    /** Remembers why a newer model is not used. */
    public void refused(String reason) {
        lastRefusal = new Event(clock.instant(), reason);
    }

    /** The model, which stays open until it is released. */
    InUse hold() {
        InUse held = inUse;
        while (!held.hold()) {
            held = inUse;
        }
        return held;
    }

    InUse inUse() {
        return inUse;
    }

    /** Null where none was refused. */
    Event lastRefusal() {
        return lastRefusal;
    }

    /** One model, for the whole of a request. */
    static final class InUse {
        private final Scorer scorer;
        private final Manifest manifest;
        private final Instant since;
        private final UnseenTally unseen;
        private int holders = 1;

        private InUse(Scorer scorer, Manifest manifest, Instant since) {
            this.scorer = scorer;
            this.manifest = manifest;
            this.since = since;
            unseen =
                    new UnseenTally(
                            scorer.schema(),
                            scorer.categories(),
                            example ->
                                    LOG.warn(
                                            "Model {} was not trained with {}",
                                            manifest.modelVersion(),
                                            example));
        }

        Scorer scorer() {
            return scorer;
        }

        Manifest manifest() {
            return manifest;
        }

        UnseenTally unseen() {
            return unseen;
        }

        Instant since() {
            return since;
        }

        synchronized void release() {
            holders--;
            if (holders == 0) {
                scorer.close();
            }
        }

        /** False where it is closed already. */
        private synchronized boolean hold() {
            if (holders == 0) {
                return false;
            }
            holders++;
            return true;
        }
    }

    /** What happened, and when. */
    record Event(Instant at, String reason) {}
}
