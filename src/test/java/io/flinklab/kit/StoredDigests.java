package io.flinklab.kit;

import io.flinklab.store.ModelStore;
import java.util.List;

/** What tells one stored model from another: equal digests are equal coefficients, bit for bit. */
public final class StoredDigests {
    private StoredDigests() {}

    /** The SHA-256 of each version's model, the oldest first. */
    public static List<String> of(ModelStore store) {
        return store.versions().stream()
                .map(version -> store.manifest(version).modelSha256())
                .toList();
    }
}
