package io.flinklab.serving.http;

import io.flinklab.serving.Scorer;
import io.flinklab.store.Manifest;
import java.time.Clock;
import java.time.Instant;

/** The model that a service answers with, and what became of newer ones. Thread-safe. */
public final class LiveModel {
    private final Clock clock;
    private volatile InUse inUse;
    private volatile Event lastRefusal;

    /**
     * Begins with this model.
     *
     * @throws IllegalArgumentException if the scorer came from no store
     */
    public LiveModel(Scorer scorer, Clock clock) {
        this.clock = clock;
        inUse = inUse(scorer);
    }

    /** Requests that begin from here on are answered with this model; those under way are not. */
    public void use(Scorer scorer) {
        inUse = inUse(scorer);
    }

    /** Remembers why a newer model is not used. */
    public void refused(String reason) {
        lastRefusal = new Event(clock.instant(), reason);
    }

    InUse inUse() {
        return inUse;
    }

    /** Null where none was refused. */
    Event lastRefusal() {
        return lastRefusal;
    }

    private InUse inUse(Scorer scorer) {
        Manifest manifest =
                scorer.manifest()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "Expected a scorer of a published model, found one"
                                                        + " without a manifest."));
        return new InUse(scorer, manifest, clock.instant());
    }

    /** One model, for the whole of a request. */
    record InUse(Scorer scorer, Manifest manifest, Instant since) {}

    /** What happened, and when. */
    record Event(Instant at, String reason) {}
}
