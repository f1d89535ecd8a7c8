package io.flinklab.streaming.kafka;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happened in a model store. */
public enum ModelAction {
    /** A version was added. */
    PUBLISH,
    /** A version was chosen, whatever is the latest. */
    PIN,
    /** The choice was taken back. */
    UNPIN,
    /** The version before was chosen. */
    ROLLBACK;

    /** The name in an event: in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ModelAction> of(String name) {
        return Arrays.stream(values()).filter(a -> a.toString().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ModelAction::toString).toList();
    }
}
