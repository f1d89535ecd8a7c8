package io.flinklab.flinkml;

import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * What became of a scenario.
 *
 * @param fault what went wrong, in a few words; empty where nothing did
 */
record Outcome(Optional<String> fault) {
    /** Nothing went wrong. */
    static final Outcome WORKS = new Outcome(Optional.empty());

    private static final int LONGEST = 150;

    /** It ran to its end, and what came out is wrong. */
    static Outcome wrong(String fault) {
        return new Outcome(Optional.of(fault));
    }

    /** It failed, or was ended because it took too long. */
    static Outcome of(Throwable failure) {
        return wrong(failure instanceof TimeoutException ? "hangs" : describe(cause(failure)));
    }

    /** Whether nothing went wrong. */
    boolean works() {
        return fault.isEmpty();
    }

    /** The first failure, without what Flink wraps around it. */
    static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String describe(Throwable failure) {
        String type = failure.getClass().getSimpleName();
        if (failure.getMessage() == null) {
            return "`" + type + "`";
        }
        // Java adds to a ClassCastException where each class was loaded.
        String message = failure.getMessage().lines().findFirst().orElse("").split(" \\(")[0];
        String shown = message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message;
        return "`" + type + ": " + shown.replace('`', '\'').replace("|", "\\|") + "`";
    }
}
