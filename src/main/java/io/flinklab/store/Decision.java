package io.flinklab.store;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * A decision about the version in use, as the store's log has it.
 *
 * @param at when it was written down
 * @param action what was decided
 * @param before the version that was in use, the champion of a challenge; empty for none
 * @param inUse the version in use from then on; empty for none
 * @param challenger the version that was judged; empty where none was
 * @param reason in words
 * @param figures what the decision rests on, by name, in the order given
 */
public record Decision(
        Instant at,
        Action action,
        String before,
        String inUse,
        String challenger,
        String reason,
        Map<String, Double> figures) {

    /** What can be decided. */
    public enum Action {
        /** The challenger is in use from now on. */
        @JsonProperty("promote")
        PROMOTE,
        /** The champion stays in use. */
        @JsonProperty("keep")
        KEEP,
        /** A version was chosen by hand. */
        @JsonProperty("pin")
        PIN,
        /** The latest version is in use, whichever that is. */
        @JsonProperty("unpin")
        UNPIN,
        /** The version before is in use again. */
        @JsonProperty("rollback")
        ROLLBACK;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Copies the map; nothing may be missing. */
    public Decision {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(before, "before");
        Objects.requireNonNull(inUse, "inUse");
        Objects.requireNonNull(challenger, "challenger");
        Objects.requireNonNull(reason, "reason");
        figures = Collections.unmodifiableMap(new LinkedHashMap<>(figures));
    }

    /** A challenger that is better: it is in use from now on. */
    public static Decision promote(
            String champion, String challenger, String reason, Map<String, Double> figures) {
        return new Decision(
                Instant.EPOCH, Action.PROMOTE, champion, challenger, challenger, reason, figures);
    }

    /**
     * A champion that stays in use.
     *
     * @param challenger empty where there was none to judge
     */
    public static Decision keep(
            String champion, String challenger, String reason, Map<String, Double> figures) {
        return new Decision(
                Instant.EPOCH, Action.KEEP, champion, champion, challenger, reason, figures);
    }

    /** A choice by hand. */
    static Decision of(Action action, String before, String inUse, String reason) {
        return new Decision(Instant.EPOCH, action, before, inUse, "", reason, Map.of());
    }

    Decision at(Instant time) {
        return new Decision(time, action, before, inUse, challenger, reason, figures);
    }

    /** Whether it came of a challenge: a challenger was judged, or could not be had. */
    public boolean isOfChallenge() {
        return action == Action.PROMOTE || action == Action.KEEP;
    }
}
